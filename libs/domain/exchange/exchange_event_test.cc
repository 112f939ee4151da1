#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/exchange/plan_event.h"
#include "domain/exchange/reasons.h"
#include "domain/exchange/register_participation.h"
#include "domain/exchange/testing/exchange_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::exchange {
namespace {

using absl::CivilDay;
using certification::testing::Submitted;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using test::Given;
using testing::Cancelled;
using testing::Participated;
using testing::Planned;

PlanEvent Plan() {
  return {.event_id = "X-1",
          .kind = v1::EVENT_KIND_EXHIBITION_ABROAD,
          .name = "慕尼黑国际激光展",
          .country = "DE",
          .city = "Munich",
          .begins_date = CivilDay(2021, 10, 5),
          .ends_date = CivilDay(2021, 10, 8),
          .document = "重要境外展会目录（2021年）"};
}

TEST(PlanEvent, RecordsTheEvent) { Given().When(Plan()).Then(Planned()); }

TEST(PlanEvent, IsRefusedForAnIdInUse) {
  Given(Planned("X-1", v1::EVENT_KIND_CONFERENCE_ABROAD))
      .When(Plan())
      .ThenRejected(kEventAlreadyPlanned);
}

TEST(PlanEvent, RecordsNothingTheSecondTime) { Given(Planned()).When(Plan()).ThenNothing(); }

const CancelEvent kCancel{"X-1", CivilDay(2021, 9, 1), "疫情"};

TEST(CancelEvent, RecordsTheEnd) { Given(Planned()).When(kCancel).Then(Cancelled("2021-09-01")); }

TEST(CancelEvent, IsRefusedInThisOrder) {
  Given().When(kCancel).ThenRejected(kEventUnknown);
  Given(Planned(), Cancelled("2021-08-31")).When(kCancel).ThenRejected(kEventCancelled);
}

TEST(CancelEvent, RecordsNothingTheSecondTime) {
  Given(Planned(), Cancelled("2021-09-01")).When(kCancel).ThenNothing();
}

RegisterParticipation Registration() {
  return {.event_id = "X-1",
          .participant = Party("E-1"),
          .role = v1::PARTICIPANT_ROLE_EXHIBITOR,
          .product_ids = {"P-1"},
          .registered_date = CivilDay(2021, 6, 1)};
}

TEST(RegisterParticipation, RecordsRoleAndProducts) {
  Given(Planned(), Registered("E-1"), Submitted("P-1", "E-1"))
      .When(Registration())
      .Then(Participated());
}

TEST(RegisterParticipation, IsTheLegalPersons) {
  RegisterParticipation command = Registration();
  command.participant = Party("E-1-F", {"E-1", "E-1-F"});
  Given(Planned(), Registered("E-1"), BranchOf("E-1", "E-1-F"), Submitted("P-1", "E-1"))
      .When(command)
      .Then(Participated());
}

TEST(RegisterParticipation, IsRefusedInThisOrder) {
  Given().When(Registration()).ThenRejected(kEventUnknown);
  Given(Planned(), Cancelled("2021-05-31")).When(Registration()).ThenRejected(kEventCancelled);
  Given(Planned()).When(Registration()).ThenRejected(kEnterpriseUnknown);
  Given(Planned(), Registered("E-1"), BranchOf("E-1", "E-1-F")).When(Registration()).ThenStale();
  Given(Planned(), Registered("E-1"), Participated("E-1", v1::PARTICIPANT_ROLE_HOST))
      .When(Registration())
      .ThenRejected(kParticipationAlreadyRegistered);
  Given(Planned(), Registered("E-1")).When(Registration()).ThenRejected(kProductUnknown);
  Given(Planned(), Registered("E-1"), Submitted("P-1", "E-7"))
      .When(Registration())
      .ThenRejected(kProductOfAnotherMaker);
}

TEST(RegisterParticipation, RecordsNothingTheSecondTime) {
  Given(Planned(), Registered("E-1"), Submitted("P-1", "E-1"), Participated())
      .When(Registration())
      .ThenNothing();
}

}  // namespace
}  // namespace debut::exchange
