#include <gtest/gtest.h>

#include "domain/registry/testing/registry_facts.h"
#include "domain/standards/promote_standard.h"
#include "domain/standards/publish_standard.h"
#include "domain/standards/reasons.h"
#include "domain/standards/testing/standards_facts.h"
#include "domain/standards/withdraw_standard.h"
#include "tests/support/given_when_then.h"

namespace debut::standards {
namespace {

using absl::CivilDay;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using test::Given;
using testing::Approved;
using testing::Drafted;
using testing::DrafterNamed;
using testing::DrafterRemoved;
using testing::Promoted;
using testing::Proposed;
using testing::Published;
using testing::Revised;
using testing::Withdrawn;

const PublishStandard kPublish{"S-1", "GB/T 40429-2021", "国家标准化管理委员会",
                               CivilDay(2021, 3, 9)};

const Given& DraftedStandard() {
  static const Given history(Proposed(), Approved(), DrafterNamed(), Drafted());
  return history;
}

const Given& PublishedStandard() {
  static const Given history(Proposed(), Approved(), DrafterNamed(), Drafted(), Published());
  return history;
}

TEST(PublishStandard, RecordsTheNumberWithItsKey) {
  DraftedStandard().When(kPublish).Then(Published());
}

TEST(PublishStandard, IsRefusedInThisOrder) {
  Given().When(kPublish).ThenRejected(kStandardUnknown);
  Given(Proposed(), Approved(), DrafterNamed()).When(kPublish).ThenRejected(kStandardStateUnfit);
  PublishStandard early = kPublish;
  early.published_date = CivilDay(2021, 1, 14);
  DraftedStandard().When(early).ThenRejected(kDateBeforePreviousStep);
  Given(Proposed(), Approved(), DrafterNamed(), DrafterRemoved(), Drafted())
      .When(kPublish)
      .ThenRejected(kDrafterMissing);
  DraftedStandard()
      .And(Published("S-9", "gb／t 40429—2021"))
      .When(kPublish)
      .ThenRejected(kStandardNumberTaken);
}

TEST(PublishStandard, RecordsNothingTheSecondTime) {
  PublishedStandard().When(kPublish).ThenNothing();
}

const ReviseStandard kRevise{"S-1", "GB/T 40429-2024", CivilDay(2024, 5, 6), "修订公告"};

TEST(ReviseStandard, RecordsTheNewNumber) { PublishedStandard().When(kRevise).Then(Revised()); }

TEST(ReviseStandard, IsRefusedInThisOrder) {
  Given().When(kRevise).ThenRejected(kStandardUnknown);
  DraftedStandard().When(kRevise).ThenRejected(kStandardStateUnfit);
  ReviseStandard early = kRevise;
  early.revised_date = CivilDay(2021, 3, 8);
  PublishedStandard().When(early).ThenRejected(kDateBeforePreviousStep);
  ReviseStandard same = kRevise;
  same.number = "GB/T 40429—2021";
  PublishedStandard().When(same).ThenRejected(kStandardNumberTaken);
}

TEST(ReviseStandard, RecordsNothingTheSecondTime) {
  PublishedStandard().And(Revised()).When(kRevise).ThenNothing();
}

TEST(StandardFile, KeepsTheFirstNumberAsEvidence) {
  StandardFile file{"S-1"};
  const auto apply = [&](const auto& fact) {
    eventstore::SequencedEvent event;
    event.position = eventstore::Position{1};
    event.event = decision::EncodeFact(fact);
    file.Apply(event);
  };
  apply(Proposed());
  apply(Published());
  apply(Revised());
  EXPECT_EQ(file.number_key, "GB/T40429-2021");
  EXPECT_EQ(file.numbers, (std::vector<std::string>{"GB/T 40429-2021", "GB/T 40429-2024"}));
  EXPECT_EQ(file.published_date, CivilDay(2021, 3, 9));
}

TEST(DraftingKey, TellsStandardsAndDraftersApart) {
  const std::string key = DraftingKey(NumberKey("GB/T 40429-2021"), "E-1");
  EXPECT_EQ(key, DraftingKey(NumberKey("gb/t 40429—2021"), "E-1"));
  EXPECT_NE(key, DraftingKey(NumberKey("GB/T 40429-2024"), "E-1"));
  EXPECT_NE(key, DraftingKey(NumberKey("GB/T 40429-2021"), "E-2"));
  EXPECT_NE(SeriesKey("GB/T40429-2021", "E-1"), key);
}

const WithdrawStandard kWithdraw{"S-1", CivilDay(2021, 6, 1), "废止"};

TEST(WithdrawStandard, EndsAProjectAndAPublishedStandard) {
  Given(Proposed()).When(kWithdraw).Then(Withdrawn("2021-06-01"));
  PublishedStandard().When(kWithdraw).Then(Withdrawn("2021-06-01"));
}

TEST(WithdrawStandard, IsRefusedInThisOrder) {
  Given().When(kWithdraw).ThenRejected(kStandardUnknown);
  Given(Proposed(), Withdrawn("2021-05-31")).When(kWithdraw).ThenRejected(kStandardStateUnfit);
  WithdrawStandard early = kWithdraw;
  early.withdrawn_date = CivilDay(2021, 3, 8);
  PublishedStandard().When(early).ThenRejected(kDateBeforePreviousStep);
}

TEST(WithdrawStandard, RecordsNothingTheSecondTime) {
  PublishedStandard().And(Withdrawn("2021-06-01")).When(kWithdraw).ThenNothing();
}

const PromoteStandard kPromote{"S-1",  "A-1", Party("E-1"), CivilDay(2021, 4, 20),
                               "北京", 120,   "宣贯会通知"};

const Given& ForPromotion() {
  static const Given history = PublishedStandard().And(Registered("E-1"));
  return history;
}

TEST(PromoteStandard, RecordsTheActivity) { ForPromotion().When(kPromote).Then(Promoted()); }

TEST(PromoteStandard, RecordsAnActivityFromBeforeTheRevision) {
  ForPromotion().And(Revised()).When(kPromote).Then(Promoted());
}

TEST(PromoteStandard, IsRefusedInThisOrder) {
  PublishedStandard().When(kPromote).ThenRejected(kEnterpriseUnknown);
  ForPromotion().And(BranchOf("E-1", "E-1-F")).When(kPromote).ThenStale();
  PromoteStandard other = kPromote;
  other.place = "上海";
  ForPromotion().And(Promoted()).When(other).ThenRejected(kActivityAlreadyRecorded);
  Given(Registered("E-1")).When(kPromote).ThenRejected(kStandardUnknown);
  DraftedStandard().And(Registered("E-1")).When(kPromote).ThenRejected(kStandardStateUnfit);
  PromoteStandard early = kPromote;
  early.held_date = CivilDay(2021, 3, 8);
  ForPromotion().When(early).ThenRejected(kDateBeforePreviousStep);
}

TEST(PromoteStandard, RecordsNothingTheSecondTime) {
  ForPromotion().And(Promoted()).When(kPromote).ThenNothing();
}

}  // namespace
}  // namespace debut::standards
