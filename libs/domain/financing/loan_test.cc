#include <gtest/gtest.h>

#include "domain/financing/loan_file.h"
#include "domain/financing/move_principal.h"
#include "domain/financing/reasons.h"
#include "domain/financing/testing/financing_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::financing {
namespace {

using absl::CivilDay;
using money::Fen;
using test::Given;
using testing::Disbursed;
using testing::RateChanged;
using testing::Repaid;
using testing::Signed;

constexpr std::int64_t kPrincipal = 1'000'000'000;

const RecordDisbursement kDisburse{"L-1", "放-1", CivilDay(2020, 1, 10), Fen(kPrincipal)};

TEST(RecordDisbursement, RecordsItOnce) {
  Given(Signed("L-1")).When(kDisburse).Then(Disbursed("L-1", "放-1", "2020-01-10", kPrincipal));
  Given(Signed("L-1"), Disbursed("L-1", "放-1", "2020-01-10", kPrincipal))
      .When(kDisburse)
      .ThenNothing();
}

TEST(RecordDisbursement, IsRefusedInThisOrder) {
  Given().When(kDisburse).ThenRejected(kLoanUnknown);
  for (const CivilDay day : {CivilDay(2019, 12, 31), CivilDay(2022, 1, 1)}) {
    RecordDisbursement outside = kDisburse;
    outside.disbursed_date = day;
    Given(Signed("L-1")).When(outside).ThenRejected(kDateOutsideTerm);
  }
  Given(Signed("L-1"), Disbursed("L-1", "放-1", "2020-01-10", 1))
      .When(kDisburse)
      .ThenRejected(kVoucherAlreadyRecorded);
  Given(Signed("L-1"), Disbursed("L-1", "放-0", "2020-01-10", 1))
      .When(kDisburse)
      .ThenRejected(kDisbursementAbovePrincipal);
}

const RecordPrincipalRepayment kRepay{"L-1", "还-1", CivilDay(2021, 6, 30), Fen(400'000'000)};

const Given& DisbursedLoan() {
  static const Given history(Signed("L-1"), Disbursed("L-1", "放-1", "2020-01-10", kPrincipal));
  return history;
}

TEST(RecordPrincipalRepayment, TellsAnEarlyOne) {
  DisbursedLoan().When(kRepay).Then(Repaid("L-1", "还-1", "2021-06-30", 400'000'000));
  RecordPrincipalRepayment in_time = kRepay;
  in_time.repaid_date = CivilDay(2021, 12, 31);
  DisbursedLoan().When(in_time).Then(Repaid("L-1", "还-1", "2021-12-31", 400'000'000, false));
}

TEST(RecordPrincipalRepayment, IsRefusedInThisOrder) {
  Given().When(kRepay).ThenRejected(kLoanUnknown);
  const Given repaid = DisbursedLoan().And(Repaid("L-1", "还-1", "2021-06-30", 400'000'000));
  repaid.When(kRepay).ThenNothing();
  RecordPrincipalRepayment other = kRepay;
  other.amount = Fen(1);
  repaid.When(other).ThenRejected(kVoucherAlreadyRecorded);
  other.voucher_number = "还-2";
  other.amount = Fen(600'000'001);
  repaid.When(other).ThenRejected(kRepaymentAboveBalance);
  other.amount = Fen(600'000'000);
  repaid.When(other).Then(Repaid("L-1", "还-2", "2021-06-30", 600'000'000));
  other.repaid_date = CivilDay(2020, 1, 9);
  repaid.When(other).ThenRejected(kRepaymentAboveBalance);
}

const ChangeLoanRate kChange{"L-1", CivilDay(2021, 1, 1), money::Ratio(72, 2000)};

TEST(ChangeLoanRate, RecordsTheRateFromADayOn) {
  Given(Signed("L-1")).When(kChange).Then(RateChanged("L-1", "2021-01-01", 72, 2000));
  Given(Signed("L-1"), RateChanged("L-1", "2021-01-01", 36, 1000)).When(kChange).ThenNothing();
}

TEST(ChangeLoanRate, IsRefusedOutsideTheTerm) {
  Given().When(kChange).ThenRejected(kLoanUnknown);
  ChangeLoanRate late = kChange;
  late.from = CivilDay(2022, 1, 1);
  Given(Signed("L-1")).When(late).ThenRejected(kDateOutsideTerm);
}

template <typename... Facts>
LoanFile Folded(const Facts&... facts) {
  LoanFile file{"L-1"};
  std::uint64_t position = 0;
  (file.Apply({{++position}, absl::InfiniteFuture(), decision::EncodeFact(facts)}), ...);
  return file;
}

TEST(ExpectedInterest, IsBalanceTimesRateTimesDays) {
  const LoanFile loan = Folded(Signed("L-1"), Disbursed("L-1", "放-1", "2020-01-10", kPrincipal));
  const InterestPeriod quarter{CivilDay(2020, 12, 21), CivilDay(2021, 3, 21)};
  EXPECT_EQ(loan.ExpectedInterest(quarter), Fen(9'000'000));  // 90 days.
  EXPECT_EQ(loan.ExpectedInterest({CivilDay(2020, 1, 1), CivilDay(2020, 1, 20)}), Fen(1'000'000));
  EXPECT_EQ(loan.ExpectedInterest({CivilDay(2019, 1, 1), CivilDay(2020, 1, 11)}), Fen(100'000));
}

TEST(ExpectedInterest, FollowsRepaymentsAndRates) {
  const LoanFile loan = Folded(Signed("L-1"), Disbursed("L-1", "放-1", "2020-01-10", kPrincipal),
                               Repaid("L-1", "还-1", "2021-01-20", 500'000'000),
                               RateChanged("L-1", "2021-01-30", 72, 1000));
  // 10 days at 1,000 yuan, 10 at half the balance, 10 at half the balance and twice the rate.
  EXPECT_EQ(loan.ExpectedInterest({CivilDay(2021, 1, 10), CivilDay(2021, 2, 9)}),
            Fen(1'000'000 + 500'000 + 1'000'000));
}

TEST(ExpectedInterest, CountsTheYearAsTheContractSays) {
  v1::LoanSigned fact = Signed("L-1");
  fact.set_days_per_year(365);
  const LoanFile loan = Folded(fact, Disbursed("L-1", "放-1", "2020-01-10", kPrincipal));
  EXPECT_EQ(loan.ExpectedInterest({CivilDay(2020, 2, 1), CivilDay(2020, 3, 1)}), Fen(2'860'273));
}

TEST(ExpectedInterest, W14DoesNotOverflowOnTheLargestLoan) {
  v1::LoanSigned fact = Signed("L-1");
  fact.set_rate_numerator(999'999'999);
  fact.set_rate_denominator(1'000'000'000);
  const LoanFile loan =
      Folded(fact, Disbursed("L-1", "放-1", "2020-01-01", money::kAmountMax.count));
  EXPECT_GT(loan.ExpectedInterest({CivilDay(2020, 1, 1), CivilDay(2150, 1, 1)}), money::kAmountMax);
}

}  // namespace
}  // namespace debut::financing
