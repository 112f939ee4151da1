#include "domain/grants/payment_batch.h"

#include "domain/grants/end_payment.h"
#include "domain/grants/order_payment.h"
#include "domain/grants/reasons.h"
#include "domain/grants/statement.h"
#include "domain/grants/testing/money_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::By;
using testing::ClaimUntil;
using testing::History;
using testing::kAward;
using testing::kCashier;
using testing::kReviewer;
using testing::Of;
using testing::Story;
using testing::StoryOf;

v1::PaymentOrdered OrderedIn(const std::string& batch_id, const Story& story = {}) {
  v1::PaymentOrdered ordered = testing::Ordered(story);
  ordered.set_batch_id(batch_id);
  return ordered;
}

v1::PaymentBatchClosed Closed() {
  v1::PaymentBatchClosed closed;
  closed.set_batch_id("PB-1");
  closed.set_orders_count(2);
  closed.set_total_fen(kAward.count + 5);
  closed.set_closed_date("2021-01-28");
  return closed;
}

History TwoOrders() {
  Story other = StoryOf(2);
  other.award = Fen(5);
  return {By(kCashier, OrderedIn("PB-1")), By(kCashier, OrderedIn("PB-1", other))};
}

ClosePaymentBatch Close(Fen total = kAward + Fen(5), const std::string& by = kReviewer) {
  return {.batch_id = "PB-1",
          .by = by,
          .orders_count = 2,
          .total = total,
          .closed_date = absl::CivilDay(2021, 1, 28)};
}

TEST(ClosePaymentBatch, RecordsControlTotalsThatFit) {
  Given(TwoOrders()).When(Close()).Then(Closed());
}

TEST(ClosePaymentBatch, RefusesABatchWithoutOrders) {
  Given().When(Close()).ThenRejected(kBatchUnknown);
}

TEST(ClosePaymentBatch, RecordsNothingWhenItWasClosedSo) {
  Given(TwoOrders() + Of(Closed())).When(Close()).ThenNothing();
  Given(TwoOrders() + Of(Closed())).When(Close(Fen(1))).ThenRejected(kBatchClosed);
}

TEST(ClosePaymentBatch, RefusesADateBeforeAnOrder) {
  auto close = Close();
  close.closed_date = absl::CivilDay(2021, 1, 26);
  Given(TwoOrders()).When(close).ThenRejected(kDateBeforePreviousStep);
}

TEST(ClosePaymentBatch, RefusesNobodyAndWhoOrderedAnyOfIt) {
  Given(TwoOrders()).When(Close(kAward + Fen(5), "")).ThenRejected(kPrincipalUnknown);
  Given(TwoOrders()).When(Close(kAward + Fen(5), kCashier)).ThenRejected(kMakerIsChecker);
}

TEST(ClosePaymentBatch, RefusesOtherControlTotals) {
  Given(TwoOrders()).When(Close(kAward)).ThenRejected(kBatchTotalsDiffer);
  auto close = Close();
  close.orders_count = 1;
  Given(TwoOrders()).When(close).ThenRejected(kBatchTotalsDiffer);
}

OrderPayment OrderIn(const History& history) {
  return {.claim = testing::KeysIn(history),
          .by = kCashier,
          .order_id = "O-CL-1",
          .ordered_date = absl::CivilDay(2021, 1, 27),
          .batch_id = "PB-1"};
}

History Granted() {
  return testing::Until(v1::CLAIM_STATE_GRANTED) + Of(testing::Received(testing::kPrice));
}

TEST(OrderPayment, NamesItsBatch) {
  Given(Granted()).When(OrderIn(Granted())).Then(OrderedIn("PB-1"));
}

TEST(OrderPayment, RefusesABatchThatIsClosedOrFull) {
  const History closed = Granted() + Of(Closed());
  Given(closed).When(OrderIn(closed)).ThenRejected(kBatchClosed);
  History full = Granted();
  for (std::size_t i = 0; i < kOrdersPerBatchMax; ++i) {
    full = full + Of(OrderedIn("PB-1", StoryOf(static_cast<int>(i) + 2)));
  }
  Given(full).When(OrderIn(full)).ThenRejected(kBatchFull);
}

SettlePayment SettleIn(std::optional<Fen> amount = kAward) {
  return {.order_id = "O-CL-1",
          .settled_date = absl::CivilDay(2021, 1, 29),
          .bank_reference = "ICBC-1",
          .claim_id = "CL-1",
          .batch_id = "PB-1",
          .amount = amount};
}

History Ordered() {
  return ClaimUntil(v1::CLAIM_STATE_GRANTED) + History{By(kCashier, OrderedIn("PB-1"))};
}

TEST(SettlePayment, NeedsAClosedBatch) {
  Given(Ordered()).When(SettleIn()).ThenRejected(kBatchNotClosed);
  Given(Ordered() + Of(Closed())).When(SettleIn()).Then(testing::Settled());
}

TEST(SettlePayment, RefusesAnotherAmountThanTheOrders) {
  Given(Ordered() + Of(Closed()))
      .When(SettleIn(kAward - Fen(1)))
      .ThenRejected(kPaymentAmountDiffers);
}

TEST(ReturnPayment, RefusesAnotherAmountThanTheOrders) {
  ReturnPayment returned{.order_id = "O-CL-1",
                         .returned_date = absl::CivilDay(2021, 1, 29),
                         .grounds = "账户已注销",
                         .claim_id = "CL-1",
                         .batch_id = "PB-1",
                         .amount = Fen(1)};
  Given(Ordered() + Of(Closed())).When(returned).ThenRejected(kPaymentAmountDiffers);
  returned.amount = kAward;
  Given(Ordered()).When(returned).ThenRejected(kBatchNotClosed);
  Given(Ordered() + Of(Closed())).When(returned).Then(testing::Returned());
}

TEST(RecordStatement, RecordsWhatCameOfItsLinesOnce) {
  v1::StatementRecorded results;
  results.set_digest(std::string(64, 'a'));
  results.add_lines()->set_order_id("O-1");
  Given().When(RecordStatement{results}).Then(results);
  v1::StatementRecorded others = results;
  others.mutable_lines(0)->set_order_id("O-2");
  Given(results).When(RecordStatement{others}).ThenNothing();
}

}  // namespace
}  // namespace debut::grants
