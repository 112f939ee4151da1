#include <gtest/gtest.h>

#include "calendar/date.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "domain/financing/financing_keys.h"
#include "domain/financing/reasons.h"
#include "domain/financing/record_interest_payment.h"
#include "domain/financing/record_interest_refund.h"
#include "domain/financing/testing/financing_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::financing {
namespace {

using absl::CivilDay;
using money::Fen;
using test::Given;
using testing::Disbursed;
using testing::kLenderCode;
using testing::Lender;
using testing::Paid;
using testing::Refunded;
using testing::Signed;

policy::v1::PolicyAdopted Policy() {
  policy::v1::PolicyAdopted fact;
  fact.set_policy_id("first-created-products");
  fact.set_version_id("2020-12-30");
  fact.set_digest("0");
  fact.set_effective_date("2020-12-30");
  fact.set_text("financing { interest_tolerance { numerator: 5 denominator: 100 } }");
  return fact;
}

// 79 days at 1,000 yuan.
RecordInterestPayment Payment(Fen normal = Fen(7'900'000)) {
  RecordInterestPayment command;
  command.loan_id = "L-1";
  command.voucher_number = "息-1";
  command.period = {CivilDay(2021, 1, 1), CivilDay(2021, 3, 21)};
  command.paid_date = CivilDay(2021, 3, 21);
  command.parts.normal = normal;
  command.lender_id = "B-1";
  command.evidence_key = InterestVoucherKey(kLenderCode, "息-1");
  return command;
}

v1::InterestPaid Fact(std::int64_t normal_fen = 7'900'000,
                      v1::Plausibility plausibility = v1::PLAUSIBILITY_AS_EXPECTED) {
  v1::InterestPaid fact = Paid("L-1", "息-1", "2021-03-21", normal_fen);
  fact.set_evidence_key(Payment().evidence_key);
  fact.set_expected_fen(7'900'000);
  fact.set_plausibility(plausibility);
  return fact;
}

const Given& Loan() {
  static const Given history(Policy(), Lender(), Signed("L-1"),
                             Disbursed("L-1", "放-1", "2020-01-10", 1'000'000'000));
  return history;
}

TEST(RecordInterestPayment, RecordsAVoucherUnderTheYearOfThePayment) {
  Loan().When(Payment()).Then(Fact());
}

TEST(RecordInterestPayment, W6CountsThePaymentsDateInShanghai) {
  RecordInterestPayment command = Payment();
  command.period = {CivilDay(2020, 12, 1), CivilDay(2021, 1, 1)};
  command.paid_time = "2020-12-31T16:00:01Z";
  command.paid_date = calendar::DateInShanghai(absl::FromUnixSeconds(1'609'430'401));
  const auto fact = Loan().When(command).Recorded<v1::InterestPaid>().value();
  EXPECT_EQ(fact.paid_date(), "2021-01-01");
  EXPECT_EQ(fact.limit_year(), 2021u);
}

TEST(RecordInterestPayment, KeepsThePartsApart) {
  RecordInterestPayment command = Payment();
  command.parts = {Fen(7'900'000), Fen(2), Fen(3), Fen(4), Fen(5)};
  v1::InterestPaid fact = Fact();
  fact.set_penalty_fen(2);
  fact.set_overdue_fen(3);
  fact.set_extension_fen(4);
  fact.set_fee_fen(5);
  Loan().When(command).Then(fact);
}

TEST(RecordInterestPayment, WarnsAndDoesNotRefuseImplausibleInterest) {
  // 5 % of 7,900,000 is 395,000.
  Loan().When(Payment(Fen(8'295'000))).Then(Fact(8'295'000));
  Loan().When(Payment(Fen(8'295'001))).Then(Fact(8'295'001, v1::PLAUSIBILITY_ABOVE_EXPECTED));
  Loan().When(Payment(Fen(7'505'000))).Then(Fact(7'505'000));
  Loan().When(Payment(Fen(7'504'999))).Then(Fact(7'504'999, v1::PLAUSIBILITY_BELOW_EXPECTED));
}

TEST(RecordInterestPayment, LooksAtAllVouchersOfAPeriodTogether) {
  RecordInterestPayment rest = Payment(Fen(3'900'000));
  rest.voucher_number = "息-2";
  rest.evidence_key = InterestVoucherKey(kLenderCode, "息-2");
  const auto fact = Loan()
                        .And(Paid("L-1", "息-1", "2021-03-21", 4'000'000))
                        .When(rest)
                        .Recorded<v1::InterestPaid>();
  EXPECT_EQ(fact->plausibility(), v1::PLAUSIBILITY_AS_EXPECTED);
}

TEST(RecordInterestPayment, ChecksNothingWithoutAPolicyOrNormalInterest) {
  Given(Lender(), Signed("L-1"), Disbursed("L-1", "放-1", "2020-01-10", 1'000'000'000))
      .When(Payment())
      .Then(Fact(7'900'000, v1::PLAUSIBILITY_NOT_CHECKED));
  RecordInterestPayment penalty = Payment(Fen());
  penalty.parts.penalty = Fen(9);
  v1::InterestPaid fact = Fact(0, v1::PLAUSIBILITY_NOT_CHECKED);
  fact.set_penalty_fen(9);
  Loan().When(penalty).Then(fact);
}

TEST(RecordInterestPayment, IsRefusedInThisOrder) {
  Given().When(Payment()).ThenRejected(kLoanUnknown);
  RecordInterestPayment other = Payment();
  other.evidence_key = InterestVoucherKey(kLenderCode, "息-9");
  Loan().When(other).ThenStale();
  other = Payment();
  other.lender_id = "B-2";
  Given(Policy(), Signed("L-1")).When(other).ThenStale();

  Loan().And(Fact()).When(Payment()).ThenNothing();
  Loan().And(Fact(7'900'001)).When(Payment()).ThenRejected(kVoucherAlreadyRecorded);
  v1::InterestPaid elsewhere = Fact();
  elsewhere.set_loan_id("L-2");
  Loan().And(elsewhere).When(Payment()).ThenRejected(kVoucherAlreadyRecorded);
}

TEST(RecordInterestPayment, TakesNormalInterestWithinTheTermOnly) {
  RecordInterestPayment late = Payment();
  late.period = {CivilDay(2021, 12, 1), CivilDay(2022, 1, 1)};
  Loan().When(late).ThenRejected(kInterestOutsideTerm);
  late.period = {CivilDay(2019, 12, 31), CivilDay(2020, 1, 5)};
  Loan().When(late).ThenRejected(kInterestOutsideTerm);
  late.parts = {Fen(), Fen(), Fen(5), Fen(), Fen()};
  EXPECT_TRUE(Loan().When(late).Recorded<v1::InterestPaid>().has_value());
}

TEST(RecordInterestPayment, EndsWhereAnotherLoanTookThePlace) {
  const Given refinanced = Loan().And(testing::Refinanced("L-1", "L-2", "2021-03-20"));
  refinanced.When(Payment()).ThenRejected(kLoanAlreadyRefinanced);
  RecordInterestPayment until = Payment();
  until.period.to = CivilDay(2021, 3, 20);
  EXPECT_TRUE(refinanced.When(until).Recorded<v1::InterestPaid>().has_value());
}

const RecordInterestRefund kRefund{"L-1", "退-1", "息-1", CivilDay(2021, 6, 1), Fen(100)};

const Given& PaidLoan() {
  static const Given history(Signed("L-1"), Paid("L-1", "息-1", "2021-03-21", 1'000));
  return history;
}

TEST(RecordInterestRefund, RecordsWhatCameBackOfAVoucher) {
  PaidLoan().When(kRefund).Then(Refunded("L-1", "息-1", "2021-06-01", 100));
  PaidLoan().And(Refunded("L-1", "息-1", "2021-06-01", 100)).When(kRefund).ThenNothing();
}

TEST(RecordInterestRefund, IsRefusedInThisOrder) {
  Given().When(kRefund).ThenRejected(kLoanUnknown);
  PaidLoan()
      .And(Refunded("L-1", "息-1", "2021-06-01", 99))
      .When(kRefund)
      .ThenRejected(kRefundAlreadyRecorded);
  RecordInterestRefund other = kRefund;
  other.voucher_number = "息-2";
  PaidLoan().When(other).ThenRejected(kVoucherUnknown);
  RecordInterestRefund early = kRefund;
  early.refunded_date = CivilDay(2021, 3, 20);
  PaidLoan().When(early).ThenRejected(kRefundBeforePayment);
  RecordInterestRefund more = kRefund;
  more.amount = Fen(1'001);
  PaidLoan().When(more).ThenRejected(kRefundAbovePayment);
  more.amount = Fen(1'000);
  PaidLoan().When(more).Then(Refunded("L-1", "息-1", "2021-06-01", 1'000));
}

}  // namespace
}  // namespace debut::financing
