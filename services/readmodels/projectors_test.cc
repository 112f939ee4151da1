// What single facts do to the rows. Whole lives are in history_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "eventstore/in_memory_event_store.h"
#include "projection/fold.h"
#include "services/readmodels/budgets_projector.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/catalogue_projector.h"
#include "services/readmodels/claims_projector.h"
#include "services/readmodels/limits_projector.h"
#include "services/readmodels/names_projector.h"
#include "services/readmodels/testing/facts.h"

namespace debut::readmodels {
namespace {

namespace cv1 = certification::v1;
using calendar::Date;
using testing::Award;
using testing::Record;

const Award kAward{.claim_id = "C-1",
                   .enterprise_id = "E-1",
                   .cap_key = "m3/F-1",
                   .budget_id = "3/2021",
                   .amount_fen = 30'000'000};

// A fact of the claim's review, without more.
template <typename Fact>
Fact OfReview() {
  Fact fact;
  fact.set_claim_id(kAward.claim_id);
  return fact;
}

class ProjectorTest : public ::testing::Test {
 protected:
  projection::Rows Fold(const projection::Projector& projector) {
    return *projection::Fold(log_, projector, projector.Selects(), *log_.Head());
  }
  v1::Cap Cap(const std::string& key = "m3/F-1") {
    return Fold(CapsProjector()).Find(kCaps, key).value_or(v1::Cap());
  }
  v1::ClaimRow Claim() {
    v1::ClaimRow claim = Fold(ClaimsProjector()).Find(kClaims, "C-1").value_or(v1::ClaimRow());
    SetNextStep(claim);
    return claim;
  }
  std::optional<v1::CatalogueEntry> EntryOnDate(Date date) {
    const auto product = Fold(CatalogueProjector()).Find(kCatalogue, "P-1");
    return product ? EntryOn(*product, date) : std::nullopt;
  }

  eventstore::InMemoryEventStore log_;
};

using CapsProjectorTest = ProjectorTest;
using LimitsProjectorTest = ProjectorTest;
using BudgetsProjectorTest = ProjectorTest;
using ClaimsProjectorTest = ProjectorTest;
using CatalogueProjectorTest = ProjectorTest;
using NamesProjectorTest = ProjectorTest;

TEST_F(CapsProjectorTest, TakesTheCapFromTheSheet) {
  Record(log_, Proposed(kAward));
  const v1::Cap cap = Cap();
  EXPECT_EQ(cap.cap_key(), "m3/F-1");
  EXPECT_EQ(cap.measure(), policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  EXPECT_EQ(cap.subject(), "F-1");
  EXPECT_EQ(cap.limit_year(), 0U);
  EXPECT_FALSE(cap.unlimited());
  EXPECT_EQ(cap.cap_fen(), 100'000'000);
  EXPECT_EQ(cap.reserved_fen(), 30'000'000);
  EXPECT_EQ(cap.awards_count(), 1U);
  EXPECT_EQ(RoomUnder(cap), 70'000'000);
}

TEST_F(CapsProjectorTest, MovesTheAmountFromSumToSum) {
  Record(log_, Proposed(kAward));
  Record(log_, Granted(kAward));
  EXPECT_EQ(Cap().reserved_fen(), 0);
  EXPECT_EQ(Cap().granted_fen(), 30'000'000);
  Record(log_, Ordered(kAward, "O-1"));
  Record(log_, Returned(kAward, "O-1"));
  EXPECT_EQ(RoomUnder(Cap()), 70'000'000) << "a returned payment keeps its room";
  Record(log_, Ordered(kAward, "O-2"), Settled(kAward, "O-2"));
  EXPECT_EQ(Cap().granted_fen(), 0);
  EXPECT_EQ(Cap().paid_fen(), 30'000'000);
  EXPECT_EQ(Cap().awards_count(), 1U);
  EXPECT_EQ(RoomUnder(Cap()), 70'000'000);
}

TEST_F(CapsProjectorTest, GivesTheRoomBackAtEitherStage) {
  Record(log_, Proposed(kAward));
  Record(log_, Released(kAward, grants::v1::RESERVE_STAGE_RESERVED));
  EXPECT_EQ(RoomUnder(Cap()), 100'000'000);
  EXPECT_EQ(Cap().awards_count(), 0U);
  Record(log_, Proposed(kAward), Granted(kAward));
  Record(log_, Released(kAward, grants::v1::RESERVE_STAGE_COMMITTED));
  EXPECT_EQ(Cap().granted_fen(), 0);
  EXPECT_EQ(RoomUnder(Cap()), 100'000'000);
}

TEST_F(CapsProjectorTest, TellsNoCapFromACapOfZero) {
  Award award = kAward;
  award.unlimited = true;
  Record(log_, Proposed(award));
  EXPECT_TRUE(Cap().unlimited());
  EXPECT_EQ(RoomUnder(Cap()), 0);
  award.cap_key = "";
  Record(log_, Proposed(award));
  EXPECT_EQ(Fold(CapsProjector()).added_count(), 2) << "no cap key, no row and no index";
}

TEST_F(CapsProjectorTest, FindsTheSubjectInAKeyWithAYear) {
  Award award = kAward;
  award.cap_key = "m7/E-9/ip-pledge/2020";
  award.limit_year = 2020;
  Record(log_, Proposed(award));
  EXPECT_EQ(Cap(award.cap_key).subject(), "E-9");
  EXPECT_EQ(Cap(award.cap_key).limit_year(), 2020U);
}

TEST_F(LimitsProjectorTest, AddsUpByEnterpriseMeasureAndRoundYear) {
  Award second = kAward;
  second.claim_id = "C-2";
  second.amount_fen = 1;
  Award later = kAward;
  later.claim_id = "C-3";
  later.round_year = 2022;
  Record(log_, Proposed(kAward), Proposed(second), Proposed(later), Granted(second));
  auto rows = Fold(LimitsProjector());
  const auto limit = rows.Find(kLimits, "E-1/3/2021");
  ASSERT_TRUE(limit.has_value());
  EXPECT_EQ(limit->reserved_fen(), 30'000'000);
  EXPECT_EQ(limit->granted_fen(), 1);
  EXPECT_EQ(limit->awards_count(), 2U);
  EXPECT_EQ(rows.Find(kLimits, "E-1/3/2022")->reserved_fen(), 30'000'000);
}

TEST_F(LimitsProjectorTest, TakesAReleaseBackOnce) {
  Record(log_, Proposed(kAward));
  Record(log_, Released(kAward, grants::v1::RESERVE_STAGE_RESERVED));
  auto rows = Fold(LimitsProjector());
  EXPECT_EQ(rows.Find(kLimits, "E-1/3/2021")->reserved_fen(), 0);
  EXPECT_EQ(rows.Find(kLimits, "E-1/3/2021")->awards_count(), 0U);
  EXPECT_FALSE(rows.Find(kAwardPlaces, "C-1").has_value());
}

TEST_F(BudgetsProjectorTest, AddsAppropriationsUp) {
  const auto measure = policy::v1::MEASURE_FIRST_MARKET_ENTRY;
  Record(log_, testing::Allotted(measure, 2021, 50'000'000));
  Record(log_, testing::Allotted(measure, 2021, 10'000'000));
  Record(log_, Proposed(kAward));
  const auto budget = Fold(BudgetsProjector()).Find(kBudgets, "3/2021");
  ASSERT_TRUE(budget.has_value());
  EXPECT_EQ(budget->allotted_fen(), 60'000'000);
  EXPECT_EQ(budget->budget_year(), 2021U);
  EXPECT_EQ(RoomIn(*budget), 30'000'000);
}

TEST_F(ClaimsProjectorTest, NamesTheNextStepAndWhoMayTakeIt) {
  Record(log_, Submitted(kAward));
  EXPECT_EQ(Claim().next_step(), "AcceptClaim");
  EXPECT_EQ(Claim().next_role(), "grants.officer");
  Record(log_, Accepted(kAward, 7));
  EXPECT_EQ(Claim().acceptance_number(), 7U);
  EXPECT_EQ(Claim().next_step(), "ComputeAward");
  Record(log_, Computed(kAward));
  EXPECT_EQ(Claim().amount_fen(), 30'000'000);
  EXPECT_EQ(Claim().next_step(), "ProposeAward");
  Record(log_, Proposed(kAward));
  EXPECT_EQ(Claim().next_step(), "OpenNotice");
  Record(log_, NoticeOpened(kAward, "2021-10-09"));
  EXPECT_EQ(Claim().next_step(), "CloseNotice");
  EXPECT_EQ(Claim().due_date(), "2021-10-09");
  Record(log_, NoticeClosed(kAward));
  EXPECT_EQ(Claim().due_date(), "");
  EXPECT_EQ(Claim().next_step(), "GrantSubsidy");
  EXPECT_EQ(Claim().next_role(), "grants.approver");
  Record(log_, Granted(kAward));
  EXPECT_EQ(Claim().next_step(), "OrderPayment");
  EXPECT_EQ(Claim().next_role(), "payments.officer");
  Record(log_, Ordered(kAward, "O-1"));
  EXPECT_EQ(Claim().next_step(), "SettlePayment");
  Record(log_, Returned(kAward, "O-1"));
  EXPECT_EQ(Claim().next_step(), "OrderPayment") << "it is ordered again";
  Record(log_, Ordered(kAward, "O-2"), Settled(kAward, "O-2"));
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_PAID);
  EXPECT_EQ(Claim().next_step(), "FilePerformanceReport");
  Record(log_, OfReview<grants::v1::PerformanceReported>());
  EXPECT_EQ(Claim().next_step(), "ArchiveClaim");
  Record(log_, OfReview<grants::v1::ClaimArchived>());
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_ARCHIVED);
  EXPECT_EQ(Claim().next_step() + Claim().next_role(), "");
}

TEST_F(ClaimsProjectorTest, WaitsForACorrectionUntilItsDueDate) {
  auto asked = OfReview<grants::v1::CorrectionRequested>();
  asked.set_due_date("2021-09-30");
  Record(log_, Submitted(kAward), asked);
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_CORRECTION_ASKED);
  EXPECT_EQ(Claim().due_date(), "2021-09-30");
  EXPECT_EQ(Claim().next_step(), "SubmitCorrection");
  Record(log_, OfReview<grants::v1::CorrectionSubmitted>());
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_SUBMITTED);
  EXPECT_EQ(Claim().due_date(), "");
}

TEST_F(ClaimsProjectorTest, WaitsForTheMeetingWhereTheRoundAsksForIt) {
  grants::v1::RoundOpened round = testing::RoundOpened(Submitted(kAward).round_id());
  round.set_meeting_required(true);
  Record(log_, round, Submitted(kAward), Proposed(kAward));
  EXPECT_EQ(Claim().next_step(), "DecideByMeeting");
  EXPECT_EQ(Claim().next_role(), "grants.approver");
  grants::v1::MeetingDecided decided;
  decided.set_meeting_id("M-1");
  decided.add_items()->set_claim_id(kAward.claim_id);
  decided.mutable_items(0)->set_verdict(grants::v1::MEETING_VERDICT_APPROVED);
  Record(log_, decided);
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_DECIDED);
  EXPECT_EQ(Claim().next_step(), "OpenNotice");
}

TEST_F(ClaimsProjectorTest, ResumesWhereTheClaimWasAndKeepsItsDueDate) {
  Record(log_, Submitted(kAward), NoticeOpened(kAward, "2021-10-09"),
         OfReview<grants::v1::ClaimSuspended>());
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_SUSPENDED);
  EXPECT_EQ(Claim().next_step(), "ResumeClaim");
  Record(log_, OfReview<grants::v1::ClaimResumed>());
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_NOTICE_OPEN);
  EXPECT_EQ(Claim().due_date(), "2021-10-09");
}

TEST_F(ClaimsProjectorTest, GoesBackWhenTheNoticeIsVoided) {
  auto voided = OfReview<grants::v1::NoticeVoided>();
  voided.set_cause(grants::v1::NOTICE_VOID_CAUSE_PAYEE_CHANGED);
  Record(log_, Submitted(kAward), NoticeOpened(kAward, "2021-10-09"), voided);
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_PROPOSED);
  EXPECT_EQ(Claim().due_date(), "");
  voided.set_cause(grants::v1::NOTICE_VOID_CAUSE_AMOUNT_CHANGED);
  Record(log_, NoticeOpened(kAward, "2021-10-09"), voided);
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_COMPUTED);
}

TEST_F(ClaimsProjectorTest, EndsAClaimThatIsRefusedOrWithdrawn) {
  Record(log_, Submitted(kAward));
  Record(log_, Refused(kAward));
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_REFUSED);
  EXPECT_EQ(Claim().next_step(), "");
  Record(log_, Withdrawn(kAward));
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_WITHDRAWN);
  EXPECT_EQ(Claim().next_step(), "");
}

TEST_F(CatalogueProjectorTest, ListsFromTheListingDateOn) {
  Record(log_, testing::Certified("P-1", cv1::LEVEL_DOMESTIC, "2020-06-01"));
  EXPECT_FALSE(EntryOnDate(Date(2020, 12, 31)).has_value()) << "certified is not listed";
  Record(log_, testing::Listed("P-1", "2020", "2020-10-01"));
  Record(log_, testing::Listed("P-1", "2021", "2021-10-01"));
  EXPECT_FALSE(EntryOnDate(Date(2020, 9, 30)).has_value());
  EXPECT_EQ(EntryOnDate(Date(2020, 10, 1))->edition_id(), "2020");
  EXPECT_EQ(EntryOnDate(Date(2021, 9, 30))->edition_id(), "2020");
  EXPECT_EQ(EntryOnDate(Date(2021, 10, 1))->edition_id(), "2021");
  EXPECT_EQ(EntryOnDate(Date(2021, 10, 1))->listed_date(), "2021-10-01");
  EXPECT_EQ(EntryOnDate(Date(2021, 10, 1))->name(), "产品P-1");
}

TEST_F(CatalogueProjectorTest, ShowsTheLevelOfTheDate) {
  Record(log_, testing::Certified("P-1", cv1::LEVEL_DOMESTIC, "2020-06-01"));
  Record(log_, testing::Listed("P-1", "2020", "2020-10-01"));
  Record(log_, testing::LevelChanged("P-1", cv1::LEVEL_INTERNATIONAL, "2021-02-01"));
  EXPECT_EQ(EntryOnDate(Date(2021, 1, 31))->level(), cv1::LEVEL_DOMESTIC);
  EXPECT_EQ(EntryOnDate(Date(2021, 2, 1))->level(), cv1::LEVEL_INTERNATIONAL);
}

TEST_F(CatalogueProjectorTest, TakesAProductOutFromTheDelistingOn) {
  for (const auto kind : {cv1::DELISTING_KIND_EXPIRED, cv1::DELISTING_KIND_REVOKED}) {
    v1::CatalogueProduct product;
    v1::CatalogueProduct::Listing& listing = *product.add_listings();
    listing.set_listed_date("2020-10-01");
    v1::CatalogueProduct::Delisting& delisting = *product.add_delistings();
    delisting.set_kind(kind);
    delisting.set_effective_date("2021-01-01");
    EXPECT_TRUE(EntryOn(product, Date(2020, 12, 31)).has_value());
    EXPECT_FALSE(EntryOn(product, Date(2021, 1, 1)).has_value());
  }
}

TEST_F(CatalogueProjectorTest, NeverListsAProductWhoseListingIsVoid) {
  Record(log_, testing::Certified("P-1", cv1::LEVEL_DOMESTIC, "2020-06-01"));
  Record(log_, testing::Listed("P-1", "2020", "2020-10-01"));
  Record(log_, testing::Delisted("P-1", cv1::DELISTING_KIND_VOID, "2021-01-01"));
  EXPECT_FALSE(EntryOnDate(Date(2020, 11, 1)).has_value());
}

TEST_F(NamesProjectorTest, KnowsWhatWasMergedIntoWhat) {
  Record(log_, testing::Merged("E-1", "E-2"), testing::Merged("E-2", "E-4"),
         testing::Merged("E-3", "E-4"));
  const auto rows = Fold(NamesProjector());
  EXPECT_THAT(*PartyOf(rows, "E-4"), ::testing::ElementsAre("E-4", "E-2", "E-3", "E-1"));
  EXPECT_THAT(*PartyOf(rows, "E-1"), ::testing::ElementsAre("E-1"));
}

TEST_F(NamesProjectorTest, KnowsTheNameOfADate) {
  Record(log_, testing::Registered("E-1", "旧名"));
  Record(log_, testing::Renamed("E-1", "新名", "2021-05-01"));
  const auto names = Fold(NamesProjector()).Find(kNames, "E-1");
  ASSERT_TRUE(names.has_value());
  EXPECT_EQ(NameOn(*names, Date(2018, 1, 1)), "旧名") << "the first name before any";
  EXPECT_EQ(NameOn(*names, Date(2021, 4, 30)), "旧名");
  EXPECT_EQ(NameOn(*names, Date(2021, 5, 1)), "新名");
  EXPECT_EQ(NameOn(v1::PartyNames(), Date(2021, 5, 1)), "");
}

}  // namespace
}  // namespace debut::readmodels
