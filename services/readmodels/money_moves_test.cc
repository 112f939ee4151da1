// What budgets, adjustments and clawbacks do to the rows.
#include <gtest/gtest.h>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "eventstore/in_memory_event_store.h"
#include "projection/fold.h"
#include "services/readmodels/budgets_projector.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/claims_projector.h"
#include "services/readmodels/evidence_projector.h"
#include "services/readmodels/limits_projector.h"
#include "services/readmodels/products_projector.h"
#include "services/readmodels/testing/facts.h"

namespace debut::readmodels {
namespace {

namespace gv1 = grants::v1;
using testing::Award;
using testing::Record;

const Award kAward{.claim_id = "C-1",
                   .enterprise_id = "E-1",
                   .cap_key = "m3/F-1",
                   .budget_id = "3/2021",
                   .amount_fen = 30'000'000};

template <typename Fact>
Fact Of() {
  Fact fact;
  fact.set_claim_id(kAward.claim_id);
  if constexpr (requires { fact.set_cap_key(""); }) {
    fact.set_cap_key(kAward.cap_key);
    fact.set_budget_id(kAward.budget_id);
    fact.set_enterprise_id(kAward.enterprise_id);
  }
  return fact;
}

gv1::RecoveryRecorded Recovered(std::int64_t amount_fen, std::int64_t outstanding_fen,
                                gv1::RecoveryDestination destination) {
  auto fact = Of<gv1::RecoveryRecorded>();
  fact.set_amount_fen(amount_fen);
  fact.set_outstanding_fen(outstanding_fen);
  fact.set_destination(destination);
  return fact;
}

class MoneyMovesTest : public ::testing::Test {
 protected:
  projection::Rows Fold(const projection::Projector& projector) {
    return *projection::Fold(log_, projector, projector.Selects(), *log_.Head());
  }
  v1::Cap Cap() { return Fold(CapsProjector()).Find(kCaps, "m3/F-1").value_or(v1::Cap()); }
  v1::Budget Budget(const std::string& id = "3/2021") {
    return Fold(BudgetsProjector()).Find(kBudgets, id).value_or(v1::Budget());
  }
  v1::ClaimRow Claim() {
    v1::ClaimRow claim = Fold(ClaimsProjector()).Find(kClaims, "C-1").value_or(v1::ClaimRow());
    SetNextStep(claim);
    return claim;
  }
  void Pay() {
    Record(log_, testing::Allotted(policy::v1::MEASURE_FIRST_MARKET_ENTRY, 2021, 50'000'000));
    Record(log_, Submitted(kAward), Proposed(kAward), Granted(kAward));
    Record(log_, Ordered(kAward, "O-1"), Settled(kAward, "O-1"));
  }

  eventstore::InMemoryEventStore log_;
};

TEST_F(MoneyMovesTest, RecoveryFreesTheCapAndInTheBudgetsYearTheBudget) {
  Pay();
  Record(log_, Recovered(10'000'000, 5, gv1::RECOVERY_DESTINATION_BUDGET));
  EXPECT_EQ(Cap().paid_fen(), 30'000'000);
  EXPECT_EQ(Cap().recovered_fen(), 10'000'000);
  EXPECT_EQ(RoomUnder(Cap()), 80'000'000);
  EXPECT_EQ(Budget().spent_fen(), 20'000'000);
  EXPECT_EQ(RoomIn(Budget()), 30'000'000);
  Record(log_, Recovered(5, 0, gv1::RECOVERY_DESTINATION_TREASURY));
  EXPECT_EQ(RoomUnder(Cap()), 80'000'005);
  EXPECT_EQ(Budget().spent_fen(), 20'000'000);
  EXPECT_EQ(Budget().recovered_fen(), 10'000'005);
  EXPECT_EQ(Fold(LimitsProjector()).Find(kLimits, "E-1/3/2021")->recovered_fen(), 10'000'005);
}

TEST_F(MoneyMovesTest, AnAdjustmentReleasesFromTheSumItNames) {
  Record(log_, Submitted(kAward), Proposed(kAward), NoticeOpened(kAward, "2021-10-09"));
  auto adjusted = Of<gv1::AwardAdjusted>();
  adjusted.set_amount_fen(20'000'000);
  adjusted.set_released_fen(10'000'000);
  adjusted.set_stage(gv1::RESERVE_STAGE_RESERVED);
  Record(log_, adjusted);
  EXPECT_EQ(Cap().reserved_fen(), 20'000'000);
  EXPECT_EQ(Cap().awards_count(), 1U);
  EXPECT_EQ(Budget().reserved_fen(), 20'000'000);
  EXPECT_EQ(Claim().amount_fen(), 20'000'000);
  EXPECT_EQ(Claim().next_step(), "OpenNotice") << "the notice is void";
  Award lower = kAward;
  lower.amount_fen = 20'000'000;
  Record(log_, Granted(lower));
  adjusted.set_amount_fen(15'000'000);
  adjusted.set_released_fen(5'000'000);
  adjusted.set_stage(gv1::RESERVE_STAGE_COMMITTED);
  Record(log_, adjusted);
  EXPECT_EQ(Cap().granted_fen(), 15'000'000);
  EXPECT_EQ(Claim().next_step(), "OrderPayment");
}

TEST_F(MoneyMovesTest, AClaimFollowsItsClawback) {
  Pay();
  Record(log_, Of<gv1::ClawbackProposed>());
  EXPECT_EQ(Claim().next_step(), "ApproveClawback");
  EXPECT_EQ(Claim().next_role(), "grants.approver");
  Record(log_, Of<gv1::ClawbackDismissed>());
  EXPECT_EQ(Claim().state(), gv1::CLAIM_STATE_PAID);
  Record(log_, Of<gv1::ClawbackProposed>());
  Record(log_, Of<gv1::ClawbackApproved>());
  EXPECT_EQ(Claim().next_step(), "RecordRecovery");
  Record(log_, Recovered(1, 2, gv1::RECOVERY_DESTINATION_BUDGET));
  EXPECT_EQ(Claim().state(), gv1::CLAIM_STATE_PARTLY_RECOVERED);
  EXPECT_EQ(Claim().next_step(), "RecordRecovery");
  Record(log_, Recovered(2, 0, gv1::RECOVERY_DESTINATION_BUDGET));
  EXPECT_EQ(Claim().state(), gv1::CLAIM_STATE_RECOVERED);
  EXPECT_EQ(Claim().next_step(), "FilePerformanceReport") << "something of it is left";
  Record(log_, Of<gv1::ClawbackWrittenOff>());
  EXPECT_EQ(Claim().state(), gv1::CLAIM_STATE_WRITTEN_OFF);
}

TEST_F(MoneyMovesTest, AReportLeavesAClawbackThatComesInAsItIs) {
  Pay();
  Record(log_, Of<gv1::ClawbackProposed>());
  Record(log_, Of<gv1::ClawbackApproved>());
  Record(log_, Recovered(1, 2, gv1::RECOVERY_DESTINATION_BUDGET));
  Record(log_, Of<gv1::PerformanceReported>());
  EXPECT_EQ(Claim().state(), gv1::CLAIM_STATE_PARTLY_RECOVERED);
  EXPECT_EQ(Claim().next_step(), "RecordRecovery");
  Record(log_, Recovered(2, 0, gv1::RECOVERY_DESTINATION_BUDGET));
  EXPECT_EQ(Claim().next_step(), "ArchiveClaim");
}

TEST_F(MoneyMovesTest, NothingIsReportedOnWhatCameBackWhole) {
  Pay();
  Record(log_, Of<gv1::ClawbackProposed>());
  Record(log_, Of<gv1::ClawbackApproved>());
  Record(log_, Recovered(kAward.amount_fen, 0, gv1::RECOVERY_DESTINATION_BUDGET));
  EXPECT_EQ(Claim().next_step(), "ArchiveClaim");
}

TEST_F(MoneyMovesTest, EvidenceIsFreeOnceItsAwardCameBackWhole) {
  Award award = kAward;
  award.evidence_key = "contract/1";
  Record(log_, Submitted(award), Proposed(award), Granted(award));
  Record(log_, Ordered(award, "O-1"), Settled(award, "O-1"));
  Record(log_, Recovered(10, 20, gv1::RECOVERY_DESTINATION_BUDGET));
  EXPECT_TRUE(Fold(EvidenceProjector()).Find(kEvidence, "contract/1").has_value());
  auto rest = Recovered(20, 0, gv1::RECOVERY_DESTINATION_BUDGET);
  *rest.mutable_evidence() = Proposed(award).evidence();
  Record(log_, rest);
  EXPECT_FALSE(Fold(EvidenceProjector()).Find(kEvidence, "contract/1").has_value());
}

TEST_F(MoneyMovesTest, AProductKnowsWhatCameBack) {
  Pay();
  Record(log_, Recovered(10'000'000, 5, gv1::RECOVERY_DESTINATION_TREASURY));
  const auto product = Fold(ProductsProjector()).Find(kProducts, kAward.product_id);
  ASSERT_TRUE(product.has_value());
  EXPECT_EQ(product->paid_fen(), 30'000'000);
  EXPECT_EQ(product->recovered_fen(), 10'000'000);
}

TEST_F(MoneyMovesTest, BudgetsAreTransferredAndLapse) {
  Record(log_, testing::Allotted(policy::v1::MEASURE_FIRST_MARKET_ENTRY, 2021, 50));
  gv1::BudgetTransferred transferred;
  transferred.set_from_budget_id("3/2021");
  transferred.set_to_budget_id("7/2021");
  transferred.set_to_measure(policy::v1::MEASURE_FINANCING);
  transferred.set_budget_year(2021);
  transferred.set_amount_fen(20);
  gv1::BudgetLapsed lapsed;
  lapsed.set_budget_id("3/2021");
  lapsed.set_amount_fen(30);
  Record(log_, transferred, lapsed);
  EXPECT_EQ(Budget().allotted_fen(), 0);
  EXPECT_EQ(Budget().transferred_fen(), -20);
  EXPECT_EQ(Budget().lapsed_fen(), 30);
  EXPECT_EQ(Budget("7/2021").budget_id(), "7/2021");
  EXPECT_EQ(Budget("7/2021").measure(), policy::v1::MEASURE_FINANCING);
  EXPECT_EQ(Budget("7/2021").budget_year(), 2021U);
  EXPECT_EQ(RoomIn(Budget("7/2021")), 20);
}

}  // namespace
}  // namespace debut::readmodels
