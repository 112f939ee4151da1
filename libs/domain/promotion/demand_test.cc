#include <gtest/gtest.h>

#include "domain/promotion/end_demand.h"
#include "domain/promotion/publish_demand.h"
#include "domain/promotion/reasons.h"
#include "domain/promotion/testing/promotion_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::promotion {
namespace {

using absl::CivilDay;
using registry::testing::Registered;
using test::Given;
using testing::Closed;
using testing::DemandOf;
using testing::Withdrawn;

PublishDemand Publish() {
  const v1::DemandPublished demand = DemandOf("D-1");
  PublishDemand command;
  command.demand_id = "D-1";
  command.party_id = "B-1";
  command.kind = demand.kind();
  command.project_name = demand.project_name();
  command.description = demand.description();
  command.wanted = WantedIn(demand.wanted());
  command.budget = money::Fen(demand.budget_fen());
  command.published_date = CivilDay(2021, 4, 1);
  command.closes_date = CivilDay(2021, 6, 30);
  return command;
}

TEST(PublishDemand, RecordsWhatIsLookedFor) {
  Given(Registered("B-1")).When(Publish()).Then(DemandOf("D-1"));
}

TEST(PublishDemand, IsRefusedToAnUnknownParty) {
  Given().When(Publish()).ThenRejected(kEnterpriseUnknown);
}

TEST(PublishDemand, IsRefusedUnderAnIdThatIsInUse) {
  Given(Registered("B-1"), DemandOf("D-1", "B-2"))
      .When(Publish())
      .ThenRejected(kDemandAlreadyPublished);
}

CloseDemand Close(CivilDay date = CivilDay(2021, 5, 6)) { return {"D-1", date, "已签约"}; }
WithdrawDemand Withdraw(CivilDay date = CivilDay(2021, 5, 6)) { return {"D-1", date, "项目取消"}; }

TEST(CloseDemand, RecordsTheEnd) {
  Given(DemandOf("D-1")).When(Close()).Then(Closed("D-1", "2021-05-06"));
}

TEST(CloseDemand, RecordsNothingTheSecondTime) {
  Given(DemandOf("D-1"), Closed("D-1", "2021-05-06")).When(Close()).ThenNothing();
}

TEST(CloseDemand, IsRefusedWithoutADemand) { Given().When(Close()).ThenRejected(kDemandUnknown); }

TEST(CloseDemand, IsRefusedAfterAWithdrawal) {
  Given(DemandOf("D-1"), Withdrawn("D-1", "2021-05-01"))
      .When(Close())
      .ThenRejected(kDemandWithdrawn);
}

TEST(CloseDemand, IsRefusedBeforeThePublication) {
  Given(DemandOf("D-1")).When(Close(CivilDay(2021, 3, 31))).ThenRejected(kDateBeforePublication);
}

TEST(CloseDemand, IsRefusedOnAnotherDateOnceItIsClosed) {
  Given(DemandOf("D-1"), Closed("D-1", "2021-05-07")).When(Close()).ThenRejected(kDemandClosed);
}

TEST(WithdrawDemand, RecordsTheWithdrawal) {
  Given(DemandOf("D-1")).When(Withdraw()).Then(Withdrawn("D-1", "2021-05-06"));
}

TEST(WithdrawDemand, RecordsNothingTheSecondTime) {
  Given(DemandOf("D-1"), Withdrawn("D-1", "2021-05-06")).When(Withdraw()).ThenNothing();
}

TEST(WithdrawDemand, IsRefusedInTheSameOrderAsAClosing) {
  Given().When(Withdraw()).ThenRejected(kDemandUnknown);
  Given(DemandOf("D-1"), Withdrawn("D-1", "2021-05-01"))
      .When(Withdraw())
      .ThenRejected(kDemandWithdrawn);
  Given(DemandOf("D-1")).When(Withdraw(CivilDay(2021, 3, 31))).ThenRejected(kDateBeforePublication);
  Given(DemandOf("D-1"), Closed("D-1", "2021-05-07")).When(Withdraw()).ThenRejected(kDemandClosed);
}

}  // namespace
}  // namespace debut::promotion
