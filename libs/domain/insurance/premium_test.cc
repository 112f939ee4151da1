#include <gtest/gtest.h>

#include "calendar/date.h"
#include "domain/insurance/end_cover.h"
#include "domain/insurance/premiums_of_holder.h"
#include "domain/insurance/reasons.h"
#include "domain/insurance/record_premium_payment.h"
#include "domain/insurance/record_premium_refund.h"
#include "domain/insurance/testing/insurance_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::insurance {
namespace {

using absl::CivilDay;
using money::Fen;
using test::Given;
using testing::Bound;
using testing::Broken;
using testing::Cancelled;
using testing::Paid;
using testing::Refunded;

const RecordPremiumPayment kPayment{"IP-1", "付-1", "", CivilDay(2021, 1, 15), Fen(400'000)};

TEST(RecordPremiumPayment, RecordsAnInstalmentUnderTheYearOfThePayment) {
  Given(Bound("IP-1")).When(kPayment).Then(Paid("IP-1", "付-1", "2021-01-15", 400'000));
}

TEST(RecordPremiumPayment, W6CountsThePaymentsDateInShanghai) {
  RecordPremiumPayment command = kPayment;
  command.paid_time = "2020-12-31T16:00:01Z";
  command.paid_date = calendar::DateInShanghai(absl::FromUnixSeconds(1'609'430'401));
  v1::PremiumPaid fact = Paid("IP-1", "付-1", "2021-01-01", 400'000);
  fact.set_paid_time(command.paid_time);
  EXPECT_EQ(fact.limit_year(), 2021u);
  Given(Bound("IP-1")).When(command).Then(fact);
}

TEST(RecordPremiumPayment, RecordsNothingForAVoucherOnRecord) {
  RecordPremiumPayment typed = kPayment;
  typed.voucher_number = "付－１";
  const Given paid = Given(Bound("IP-1")).And(Paid("IP-1", "付-1", "2021-01-15", 400'000));
  paid.When(kPayment).ThenNothing();
  paid.When(typed).ThenNothing();
}

TEST(RecordPremiumPayment, IsRefusedInThisOrder) {
  Given().When(kPayment).ThenRejected(kInsurancePolicyUnknown);
  Given(Bound("IP-1"), Paid("IP-1", "付-1", "2021-01-15", 399'999))
      .When(kPayment)
      .ThenRejected(kVoucherAlreadyRecorded);
  Given(Bound("IP-1"), Cancelled("IP-1", "2021-01-14"))
      .When(kPayment)
      .ThenRejected(kInsurancePolicyCancelled);
}

TEST(RecordPremiumPayment, StopsAtThePremiumToTheFen) {
  const Given paid = Given(Bound("IP-1")).And(Paid("IP-1", "付-0", "2021-01-01", 600'000));
  paid.When(kPayment).Then(Paid("IP-1", "付-1", "2021-01-15", 400'000));
  RecordPremiumPayment more = kPayment;
  more.amount = Fen(400'001);
  paid.When(more).ThenRejected(kPremiumAboveAgreed);
  paid.And(Refunded("IP-1", "付-0", "2021-01-10", 1))
      .When(more)
      .Then(Paid("IP-1", "付-1", "2021-01-15", 400'001));
}

const RecordPremiumRefund kRefund{"IP-1", "退-1", "付-1", CivilDay(2021, 6, 1), Fen(100'000)};

const Given& PaidPolicy() {
  static const Given history(Bound("IP-1"), Paid("IP-1", "付-1", "2021-01-15", 400'000));
  return history;
}

TEST(RecordPremiumRefund, RecordsWhatCameBackOfAnInstalment) {
  PaidPolicy().When(kRefund).Then(Refunded("IP-1", "付-1", "2021-06-01", 100'000));
}

TEST(RecordPremiumRefund, RecordsNothingForARefundOnRecord) {
  PaidPolicy().And(Refunded("IP-1", "付-1", "2021-06-01", 100'000)).When(kRefund).ThenNothing();
}

TEST(RecordPremiumRefund, IsRefusedInThisOrder) {
  Given().When(kRefund).ThenRejected(kInsurancePolicyUnknown);
  PaidPolicy()
      .And(Refunded("IP-1", "付-1", "2021-06-01", 99'999))
      .When(kRefund)
      .ThenRejected(kRefundAlreadyRecorded);
  RecordPremiumRefund other = kRefund;
  other.voucher_number = "付-2";
  PaidPolicy().When(other).ThenRejected(kVoucherUnknown);
  RecordPremiumRefund early = kRefund;
  early.refunded_date = CivilDay(2021, 1, 14);
  PaidPolicy().When(early).ThenRejected(kRefundBeforePayment);
}

TEST(RecordPremiumRefund, StopsAtTheInstalmentToTheFen) {
  const Given refunded = PaidPolicy().And(Refunded("IP-1", "付-1", "2021-03-01", 300'000, "退-0"));
  refunded.When(kRefund).Then(Refunded("IP-1", "付-1", "2021-06-01", 100'000));
  RecordPremiumRefund more = kRefund;
  more.amount = Fen(100'001);
  refunded.When(more).ThenRejected(kRefundAbovePayment);
}

const CancelInsurancePolicy kCancel{"IP-1", CivilDay(2021, 6, 30), "产品停产"};

TEST(CancelInsurancePolicy, RecordsTheLastDayOfTheCover) {
  Given(Bound("IP-1")).When(kCancel).Then(Cancelled("IP-1", "2021-06-30"));
  CancelInsurancePolicy before = kCancel;
  before.cancelled_date = CivilDay(2020, 12, 24);
  Given(Bound("IP-1")).When(before).Then(Cancelled("IP-1", "2020-12-24"));
}

TEST(CancelInsurancePolicy, IsRefusedInThisOrder) {
  Given().When(kCancel).ThenRejected(kInsurancePolicyUnknown);
  Given(Bound("IP-1"), Cancelled("IP-1", "2021-06-29"))
      .When(kCancel)
      .ThenRejected(kInsurancePolicyCancelled);
  Given(Bound("IP-1"), Cancelled("IP-1", "2021-06-30")).When(kCancel).ThenNothing();
  CancelInsurancePolicy late = kCancel;
  late.cancelled_date = CivilDay(2022, 1, 1);
  Given(Bound("IP-1")).When(late).ThenRejected(kDateOutsideCover);
}

const RecordCoverBreak kBreak{"IP-1", CivilDay(2021, 3, 1), CivilDay(2021, 3, 9), "欠缴保费"};

TEST(RecordCoverBreak, RecordsTheDays) {
  Given(Bound("IP-1")).When(kBreak).Then(Broken("IP-1", "2021-03-01", "2021-03-09"));
  Given(Bound("IP-1"), Broken("IP-1", "2021-03-01", "2021-03-09")).When(kBreak).ThenNothing();
}

TEST(RecordCoverBreak, IsRefusedOutsideTheCover) {
  Given().When(kBreak).ThenRejected(kInsurancePolicyUnknown);
  Given(Bound("IP-1"), Cancelled("IP-1", "2021-03-08"))
      .When(kBreak)
      .ThenRejected(kDateOutsideCover);
}

TEST(InsurancePolicyFile, LowersTheInstalmentThatARefundNames) {
  InsurancePolicyFile file{"IP-1"};
  std::uint64_t position = 0;
  const auto apply = [&](const auto& fact) {
    file.Apply({{++position}, absl::InfiniteFuture(), decision::EncodeFact(fact)});
  };
  apply(Bound("IP-1"));
  apply(Paid("IP-1", "付-1", "2020-12-31", 300));
  apply(Paid("IP-1", "付-2", "2021-02-01", 500));
  apply(Refunded("IP-1", "付-1", "2021-05-01", 100));
  EXPECT_EQ(file.instalments.at("付-1").Net(), Fen(200));
  EXPECT_EQ(file.instalments.at("付-1").limit_year, 2020u);
  EXPECT_EQ(file.instalments.at("付-1").positions.size(), 2u);
  EXPECT_EQ(file.instalments.at("付-2").Net(), Fen(500));
  EXPECT_EQ(file.Paid(), Fen(800));
  EXPECT_EQ(file.Refunded(), Fen(100));
}

}  // namespace
}  // namespace debut::insurance
