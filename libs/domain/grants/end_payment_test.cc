#include "domain/grants/end_payment.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::ClaimUntil;
using testing::Returned;
using testing::Settled;

SettlePayment Settle(const std::string& reference = "ICBC-1") {
  return {.order_id = "O-CL-1",
          .settled_date = absl::CivilDay(2021, 1, 29),
          .bank_reference = reference,
          .claim_id = "CL-1"};
}

ReturnPayment Return(absl::CivilDay date = absl::CivilDay(2021, 1, 29)) {
  return {.order_id = "O-CL-1", .returned_date = date, .grounds = "账户已注销", .claim_id = "CL-1"};
}

TEST(SettlePayment, SpendsTheCommitment) {
  Given(ClaimUntil(v1::CLAIM_STATE_ORDERED)).When(Settle()).Then(Settled());
}

TEST(SettlePayment, RecordsNothingWhenItWasSettledSo) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAID)).When(Settle()).ThenNothing();
}

TEST(SettlePayment, RefusesAnUnknownOrder) {
  auto settle = Settle();
  settle.claim_id = "";
  Given().When(settle).ThenRejected(kOrderUnknown);
}

TEST(SettlePayment, RefusesAnOrderThatWasSettledOtherwise) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAID)).When(Settle("ICBC-2")).ThenRejected(kOrderAlreadySettled);
}

TEST(SettlePayment, RefusesAReturnedOrder) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAYMENT_RETURNED))
      .When(Settle())
      .ThenRejected(kOrderAlreadyReturned);
}

TEST(SettlePayment, IsStaleWhenTheOrderWasGivenAfterItWasPrepared) {
  auto settle = Settle();
  settle.claim_id = "CL-7";
  Given(testing::Of(testing::Ordered())).When(settle).ThenStale();
}

TEST(SettlePayment, RefusesADateBeforeTheOrder) {
  auto settle = Settle();
  settle.settled_date = absl::CivilDay(2021, 1, 26);
  Given(ClaimUntil(v1::CLAIM_STATE_ORDERED)).When(settle).ThenRejected(kDateBeforePreviousStep);
}

TEST(ReturnPayment, KeepsTheCommitment) {
  Given(ClaimUntil(v1::CLAIM_STATE_ORDERED)).When(Return()).Then(Returned());
}

TEST(ReturnPayment, RecordsNothingWhenItWasReturnedOnThatDay) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAYMENT_RETURNED)).When(Return()).ThenNothing();
}

TEST(ReturnPayment, RefusesAnUnknownOrder) {
  auto returned = Return();
  returned.claim_id = "";
  Given().When(returned).ThenRejected(kOrderUnknown);
}

TEST(ReturnPayment, RefusesASettledOrder) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAID)).When(Return()).ThenRejected(kOrderAlreadySettled);
}

TEST(ReturnPayment, RefusesAnOrderThatWasReturnedOnAnotherDay) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAYMENT_RETURNED))
      .When(Return(absl::CivilDay(2021, 1, 30)))
      .ThenRejected(kOrderAlreadyReturned);
}

TEST(ReturnPayment, IsStaleWhenTheOrderWasGivenAfterItWasPrepared) {
  auto returned = Return();
  returned.claim_id = "CL-7";
  Given(testing::Of(testing::Ordered())).When(returned).ThenStale();
}

TEST(ReturnPayment, RefusesADateBeforeTheOrder) {
  Given(ClaimUntil(v1::CLAIM_STATE_ORDERED))
      .When(Return(absl::CivilDay(2021, 1, 26)))
      .ThenRejected(kDateBeforePreviousStep);
}

}  // namespace
}  // namespace debut::grants
