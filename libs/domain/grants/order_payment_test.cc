#include "domain/grants/order_payment.h"

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using certification::testing::Delisted;
using money::Fen;
using test::Given;
using testing::History;
using testing::kCashier;
using testing::KeysIn;
using testing::Of;
using testing::Ordered;
using testing::Received;
using testing::StoryOf;
using testing::Until;

const Fen kEnough{200'000'000};  // 60 % of the price, rounded up.

OrderPayment Order(const History& history) {
  return {.claim = KeysIn(history),
          .by = kCashier,
          .order_id = "O-CL-1",
          .ordered_date = absl::CivilDay(2021, 1, 27)};
}

const History& GrantedAndPaidIn() {
  static const History history = Until(v1::CLAIM_STATE_GRANTED) + Of(Received(kEnough));
  return history;
}

void ExpectRejected(const History& history, std::string_view reason) {
  Given(history).When(Order(history)).ThenRejected(reason);
}

TEST(OrderPayment, OrdersWhatWasGranted) {
  Given(GrantedAndPaidIn()).When(Order(GrantedAndPaidIn())).Then(Ordered());
}

TEST(OrderPayment, RecordsNothingWhenThisOrderWasGiven) {
  const History history = GrantedAndPaidIn() + History{testing::By(kCashier, Ordered())};
  Given(history).When(Order(history)).ThenNothing();
}

TEST(OrderPayment, RefusesAnUnknownClaim) { ExpectRejected({}, kClaimUnknown); }

TEST(OrderPayment, RefusesAClaimThatIsNotGrantedAndOneThatIsPaid) {
  ExpectRejected(Until(v1::CLAIM_STATE_NOTICE_CLOSED), kClaimStateUnfit);
  const History paid = Until(v1::CLAIM_STATE_PAID);
  auto again = Order(paid);
  again.order_id = "O-2";
  Given(Until(v1::CLAIM_STATE_PAID)).When(again).ThenRejected(kClaimStateUnfit);
}

TEST(OrderPayment, IsStaleWhenItsKeysAreNotTheClaims) {
  auto order = Order(GrantedAndPaidIn());
  order.claim.terms.round_year = 2020;
  Given(GrantedAndPaidIn()).When(order).ThenStale();
}

TEST(OrderPayment, RefusesADateBeforeTheGrant) {
  auto order = Order(GrantedAndPaidIn());
  order.ordered_date = absl::CivilDay(2021, 1, 24);
  Given(GrantedAndPaidIn()).When(order).ThenRejected(kDateBeforePreviousStep);
}

TEST(OrderPayment, RefusesEveryoneWhoDidAnEarlierStep) {
  auto order = Order(GrantedAndPaidIn());
  for (const char* person : {testing::kCalculator, testing::kProposer, testing::kApprover}) {
    order.by = person;
    Given(GrantedAndPaidIn()).When(order).ThenRejected(kMakerIsChecker);
  }
}

TEST(OrderPayment, RefusesAnIdThatAnotherOrderHas) {
  v1::PaymentOrdered other = Ordered(StoryOf(2));
  other.set_order_id("O-CL-1");
  ExpectRejected(GrantedAndPaidIn() + Of(other), kOrderIdTaken);
}

TEST(OrderPayment, RefusesAVoidProductButNotARevokedOne) {
  using certification::v1::DELISTING_KIND_REVOKED;
  using certification::v1::DELISTING_KIND_VOID;
  ExpectRejected(GrantedAndPaidIn() + Of(Delisted("P-1", "E-1", DELISTING_KIND_VOID, "2021-01-26")),
                 kProductDelisted);
  const History revoked =
      GrantedAndPaidIn() + Of(Delisted("P-1", "E-1", DELISTING_KIND_REVOKED, "2021-01-26"));
  Given(revoked).When(Order(revoked)).Then(Ordered());
}

TEST(OrderPayment, RefusesAContractThatWasTerminated) {
  market::v1::ContractTerminated terminated;
  terminated.set_contract_id("C-1");
  terminated.set_terminated_date("2021-01-26");
  ExpectRejected(GrantedAndPaidIn() + Of(terminated), kContractTerminated);
}

TEST(OrderPayment, RefusesOneFenLessThanThePaidInShare) {
  const History history = Until(v1::CLAIM_STATE_GRANTED) + Of(Received(kEnough - Fen(1)));
  Given(history)
      .When(Order(history))
      .ThenRejected(decision::Rejection{
          .reason = std::string(kPaidInShareTooLow),
          .explanation = "199999999 fen of 333333333 have been received, 200000000 are needed",
          .kind = decision::RejectionKind::kFailedPrecondition,
          .metadata = {{"received_fen", "199999999"}, {"required_fen", "200000000"}}});
}

TEST(OrderPayment, DoesNotCountWhatIsReceivedLater) {
  auto late = Received(kEnough);
  late.set_received_date("2021-01-28");
  const History history = Until(v1::CLAIM_STATE_GRANTED) + Of(late);
  ExpectRejected(history, kPaidInShareTooLow);
  auto order = Order(history);
  order.ordered_date = absl::CivilDay(2021, 1, 28);
  EXPECT_TRUE(Given(history).When(order).Recorded<v1::PaymentOrdered>().has_value());
}

TEST(OrderPayment, DoesNotCountWhatWasRefunded) {
  market::v1::ContractPaymentRefunded refund;
  refund.set_contract_id("C-1");
  refund.set_voucher_number("V-2");
  refund.set_refunded_date("2021-01-06");
  refund.set_amount_fen(1);
  const History history = Until(v1::CLAIM_STATE_GRANTED) + Of(Received(kEnough)) + Of(refund);
  ExpectRejected(history, kPaidInShareTooLow);
}

TEST(OrderPayment, RefusesMoreThanTheFactsOfTodayGive) {
  market::v1::ContractAmended amended;
  amended.set_contract_id("C-1");
  amended.set_amended_date("2021-01-26");
  amended.set_amount_fen(300'000'000);
  amended.add_lines()->set_product_id("P-1");
  amended.mutable_lines(0)->set_amount_fen(300'000'000);
  ExpectRejected(GrantedAndPaidIn() + Of(amended), kAwardAboveEntitlement);
}

TEST(OrderPayment, PaysWhoTheClaimantHasBecome) {
  const History history = GrantedAndPaidIn() + testing::Maker(StoryOf(2)) +
                          Of(registry::testing::Merged("E-1", "E-2", "2021-01-27"));
  v1::PaymentOrdered ordered = Ordered();
  ordered.set_payee_id("E-2");
  Given(history).When(Order(history)).Then(ordered);
}

TEST(OrderPayment, PointsToTheReturnedOrderUnderANewId) {
  const History history =
      GrantedAndPaidIn() + History{testing::By(kCashier, Ordered())} + Of(testing::Returned());
  auto order = Order(history);
  order.ordered_date = absl::CivilDay(2021, 2, 1);
  Given(history).When(order).ThenRejected(kOrderIdTaken);

  order.order_id = "O-2";
  v1::PaymentOrdered ordered = Ordered();
  ordered.set_order_id("O-2");
  ordered.set_ordered_date("2021-02-01");
  ordered.set_replaces_order_id("O-CL-1");
  // The boundary is the new order's: the returned one is known from the claim.
  Given(history).When(order).Then(ordered);
}

}  // namespace
}  // namespace debut::grants
