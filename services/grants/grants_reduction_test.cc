#include <gtest/gtest.h>

#include "domain/grants/reasons.h"
#include "domain/grants/testing/money_facts.h"
#include "services/grants/testing/office.h"

// Budgets of the year and rounds that are over theirs, through the service. W8: three makers with
// prices of 2,000,000, 10,000,000 and 500,000 yuan, and a budget of 1,200,000.
namespace debut::grants {
namespace {

using absl::StatusCode;
using money::Fen;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using testing::kApprover;
using testing::Of;
using testing::Office;
using testing::Story;
using testing::StoryOf;
using Stub = v1::GrantsService::Stub;

const CallOutcome kDone{};
constexpr std::int64_t kBudget = 120'000'000;

Story W8(int number) {
  constexpr std::array<std::int64_t, 3> kPricesYuan = {2'000'000, 10'000'000, 500'000};
  Story story = StoryOf(number);
  story.price = Fen(kPricesYuan[static_cast<std::size_t>(number - 1)] * 100);
  return story;
}

class GrantsReductionTest : public ::testing::Test {
 protected:
  void OpenRound(v1::ReductionMode mode) {
    office_.service().GivenEvents(testing::PolicyOf2020());
    EXPECT_EQ(office_.Call(&Stub::AllotBudget, Office::Allotment(kBudget), "何平"), kDone);
    auto round = Office::RoundRequest();
    round.set_reduction_mode(mode);
    EXPECT_EQ(office_.Call(&Stub::OpenRound, round, kApprover), kDone);
    for (int number = 1; number <= 3; ++number) {
      const Story story = W8(number);
      office_.service().GivenEvents(testing::Maker(story) + testing::Product(story) +
                                    testing::FirstEntry(story));
      office_.TakeSteps(v1::CLAIM_STATE_ACCEPTED, story);
    }
  }

  void Compute() {
    for (int number = 1; number <= 3; ++number) {
      EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_COMPUTED, W8(number)), kDone);
    }
  }

  CallOutcome Decide(v1::DecideReductionResponse* response = nullptr) {
    v1::DecideReductionRequest request;
    request.set_round_id("R-1");
    request.set_decided_date("2021-04-01");
    request.set_document("压减决定");
    return office_.Call(&Stub::DecideReduction, request, kApprover, response);
  }

  v1::SimulateReductionResponse Simulate(std::int64_t budget_fen = 0) {
    v1::SimulateReductionRequest request;
    request.set_round_id("R-1");
    request.set_budget_fen(budget_fen);
    v1::SimulateReductionResponse response;
    EXPECT_EQ(office_.service().Call(&Stub::SimulateReduction, request, response), kDone);
    return response;
  }

  Office office_;
};

std::vector<std::int64_t> AmountsIn(const v1::ReductionResult& result) {
  std::vector<std::int64_t> amounts;
  for (const auto& claim : result.claims()) amounts.push_back(claim.reduced_fen());
  return amounts;
}

using Amounts = std::vector<std::int64_t>;

TEST_F(GrantsReductionTest, W8IsSimulatedThenDecidedThenProposed) {
  OpenRound(v1::REDUCTION_MODE_PRO_RATA);
  EXPECT_EQ(Decide(), Refused(StatusCode::kFailedPrecondition, kClaimNotComputed));
  Compute();
  const auto simulated = Simulate();
  EXPECT_EQ(simulated.mode(), v1::REDUCTION_MODE_PRO_RATA);
  EXPECT_EQ(simulated.budget_fen(), kBudget);
  EXPECT_EQ(simulated.entitlement_fen(), 175'000'000);
  ASSERT_EQ(simulated.results_size(), 4);
  EXPECT_EQ(AmountsIn(simulated.results(0)), (Amounts{60'000'000, 60'000'000, 0}));
  EXPECT_EQ(simulated.results(1).reason(), kClaimNotScored) << "nobody can rank them";
  EXPECT_EQ(simulated.results(1).claims_size(), 0);
  EXPECT_EQ(AmountsIn(simulated.results(2)), (Amounts{41'142'857, 68'571'429, 10'285'714}));
  EXPECT_EQ(simulated.results(2).total_fen(), kBudget);
  EXPECT_EQ(AmountsIn(simulated.results(3)), (Amounts{19'200'000, 96'000'000, 4'800'000}));
  EXPECT_EQ(simulated.results(3).rate_numerator(), 12);
  EXPECT_EQ(simulated.results(3).rate_denominator(), 125);

  v1::DecideReductionResponse decided;
  EXPECT_EQ(Decide(&decided), kDone);
  EXPECT_EQ(AmountsIn(decided.result()), AmountsIn(simulated.results(2)));
  EXPECT_EQ(decided.result().total_fen(), kBudget);
  for (int number = 1; number <= 3; ++number) {
    auto request = Office::On<v1::ProposeAwardRequest>("2021-04-02", W8(number).claim_id);
    v1::ProposeAwardResponse proposed;
    EXPECT_EQ(office_.Call(&Stub::ProposeAward, request, testing::kProposer, &proposed), kDone);
    EXPECT_EQ(proposed.amount_fen(), decided.result().claims(number - 1).reduced_fen());
    EXPECT_EQ(proposed.sheet().steps().rbegin()->kind(), policy::v1::STEP_KIND_REDUCTION);
  }
}

TEST_F(GrantsReductionTest, SimulatesARoundThatCanNotBeReduced) {
  OpenRound(v1::REDUCTION_MODE_UNSPECIFIED);
  Compute();
  EXPECT_EQ(Simulate(50'000'000).budget_fen(), 50'000'000);
  EXPECT_EQ(Decide(), Refused(StatusCode::kFailedPrecondition, kReductionModeMissing));
}

TEST_F(GrantsReductionTest, NamesEveryBadField) {
  v1::DecideReductionRequest decide;
  decide.set_budget_fen(-1);
  EXPECT_EQ(office_.Call(&Stub::DecideReduction, decide, kApprover),
            BadFields({"round_id", "budget_fen", "document"}));
  v1::SimulateReductionRequest simulate;
  v1::SimulateReductionResponse none;
  EXPECT_EQ(office_.service().Call(&Stub::SimulateReduction, simulate, none),
            BadFields({"round_id"}));
  simulate.set_round_id("R-7");
  EXPECT_EQ(office_.service().Call(&Stub::SimulateReduction, simulate, none),
            Refused(StatusCode::kNotFound, kRoundUnknown));
  EXPECT_EQ(office_.Call(&Stub::TransferBudget, v1::TransferBudgetRequest(), kApprover),
            BadFields({"from_measure", "to_measure", "budget_year", "amount_fen", "document"}));
  EXPECT_EQ(office_.Call(&Stub::LapseBudget, v1::LapseBudgetRequest(), kApprover),
            BadFields({"measure", "budget_year", "document"}));
}

TEST_F(GrantsReductionTest, MovesBudgetsAndLetsThemLapse) {
  auto allotment = Office::Allotment(500);
  allotment.set_budget_year(2020);
  EXPECT_EQ(office_.Call(&Stub::AllotBudget, allotment, "何平"), kDone);
  v1::TransferBudgetRequest transfer;
  transfer.set_from_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  transfer.set_to_measure(policy::v1::MEASURE_FINANCING);
  transfer.set_budget_year(2020);
  transfer.set_amount_fen(501);
  transfer.set_document("预算调剂");
  EXPECT_EQ(office_.Call(&Stub::TransferBudget, transfer, "何平"),
            Refused(StatusCode::kFailedPrecondition, kBudgetExceeded));
  transfer.set_amount_fen(200);
  v1::TransferBudgetResponse transferred;
  EXPECT_EQ(office_.Call(&Stub::TransferBudget, transfer, "何平", &transferred), kDone);
  EXPECT_EQ(transferred.from_budget_id(), "3/2020");
  EXPECT_EQ(transferred.to_budget_id(), "7/2020");
  v1::LapseBudgetRequest lapse;
  lapse.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  lapse.set_budget_year(2020);
  lapse.set_document("结余收回");
  lapse.set_lapsed_date("2020-12-31");
  v1::LapseBudgetResponse lapsed;
  EXPECT_EQ(office_.Call(&Stub::LapseBudget, lapse, "何平", &lapsed), kDone);
  EXPECT_EQ(lapsed.amount_fen(), 300);
  EXPECT_EQ(office_.Call(&Stub::LapseBudget, lapse, "何平", &lapsed), kDone);
  EXPECT_EQ(lapsed.amount_fen(), 0);
}

}  // namespace
}  // namespace debut::grants
