#include "domain/grants/open_round.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "domain/policy/testing/policy_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::Budget;
using testing::Of;
using testing::PolicyOf2020;
using testing::Round;

OpenRound Open() {
  return {.round_id = "R-1",
          .measure = policy::v1::MEASURE_FIRST_MARKET_ENTRY,
          .round_year = 2021,
          .budget_year = 2021,
          .rate = money::Ratio(30, 100),
          .notice_working_days = 0,
          .opens_date = absl::CivilDay(2021, 1, 4),
          .closes_date = absl::CivilDay(2021, 3, 31),
          .reduction_mode = v1::REDUCTION_MODE_UNSPECIFIED,
          .document = "2021年度首次进入市场申报指南"};
}

Given Ready() { return Given(PolicyOf2020() + Of(Budget(Fen(1'000)))); }

std::string OtherText(const std::string& version_id, const std::string& from,
                      const std::string& to) {
  namespace policies = policy::testing;
  return policies::Renamed(policies::With(policies::MeasuresOf2020(), from, to), version_id);
}

TEST(OpenRound, PinsThePolicyAndTakesItsNoticePeriod) { Ready().When(Open()).Then(Round()); }

TEST(OpenRound, RecordsNothingWhenItWasOpenedWithTheseTerms) {
  Ready().And(Round()).When(Open()).ThenNothing();
}

TEST(OpenRound, RefusesOtherTermsUnderTheSameId) {
  auto open = Open();
  open.rate = money::Ratio(20, 100);
  Ready().And(Round()).When(open).ThenRejected(kRoundAlreadyOpened);
}

TEST(OpenRound, RefusesAMeasureThatIsNotSupported) {
  auto open = Open();
  open.measure = policy::v1::MEASURE_PROMOTION;
  Given(PolicyOf2020()).When(open).ThenRejected(kMeasureUnsupported);
}

TEST(OpenRound, RefusesADayWithoutAPolicy) {
  auto open = Open();
  open.opens_date = absl::CivilDay(2020, 9, 18);
  Ready().When(open).ThenRejected(kPolicyNotInForce);
}

TEST(OpenRound, RefusesARateAboveTheCeilingAndTakesTheCeiling) {
  auto open = Open();
  open.rate = money::Ratio(300'001, 1'000'000);
  Ready().When(open).ThenRejected(
      decision::Rejection{.reason = std::string(kRateAboveCeiling),
                          .explanation = "policy 2020-12-30 allows a rate of 30% at most",
                          .kind = decision::RejectionKind::kFailedPrecondition,
                          .metadata = {{"rate", "30.0001%"}, {"ceiling_rate", "30%"}}});
  open.rate = money::Ratio(3, 10);
  EXPECT_TRUE(Ready().When(open).Recorded<v1::RoundOpened>().has_value());
}

TEST(OpenRound, RefusesANoticeShorterThanThePolicys) {
  auto open = Open();
  open.notice_working_days = 4;
  Ready().When(open).ThenRejected(kNoticeTooShort);
  open.notice_working_days = 7;
  EXPECT_EQ(Ready().When(open).Recorded<v1::RoundOpened>()->notice_working_days(), 7u);
}

TEST(OpenRound, TakesTheModeOfItsGuide) {
  auto open = Open();
  for (const auto mode : {v1::REDUCTION_MODE_QUEUE, v1::REDUCTION_MODE_RANK,
                          v1::REDUCTION_MODE_PRO_RATA, v1::REDUCTION_MODE_RATE}) {
    open.reduction_mode = mode;
    EXPECT_EQ(Ready().When(open).Recorded<v1::RoundOpened>()->reduction_mode(), mode);
  }
}

TEST(OpenRound, RefusesToLowerARateThatThePolicyFixes) {
  auto open = Open();
  open.reduction_mode = v1::REDUCTION_MODE_RATE;
  for (const auto& [measure, percent] : {std::pair(policy::v1::MEASURE_INSURANCE, 80),
                                         std::pair(policy::v1::MEASURE_FINANCING, 40)}) {
    open.measure = measure;
    open.rate = money::Ratio::Percent(percent);
    Given(PolicyOf2020()).When(open).ThenRejected(kReductionModeUnfit);
  }
  open.reduction_mode = v1::REDUCTION_MODE_PRO_RATA;
  Given(PolicyOf2020()).When(open).ThenRejected(kBudgetUnknown);
}

TEST(OpenRound, RefusesABudgetThatDoesNotExist) {
  Given(PolicyOf2020()).When(Open()).ThenRejected(kBudgetUnknown);
}

TEST(OpenRound, W11IgnoresAVersionThatTakesEffectLater) {
  const std::string later = OtherText("2021-06-01", "numerator: 30", "numerator: 10");
  Ready().And(policy::testing::Adopted(later, "2021-06-01")).When(Open()).Then(Round());

  auto open = Open();
  open.opens_date = absl::CivilDay(2021, 6, 1);
  open.closes_date = absl::CivilDay(2021, 6, 30);
  Ready()
      .And(policy::testing::Adopted(later, "2021-06-01"))
      .When(open)
      .ThenRejected(kRateAboveCeiling);
}

}  // namespace
}  // namespace debut::grants
