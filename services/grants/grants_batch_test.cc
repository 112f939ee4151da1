#include <gtest/gtest.h>

#include "domain/grants/reasons.h"
#include "domain/grants/testing/money_facts.h"
#include "services/grants/testing/office.h"

// Payments of many claims at once and bank statements, through the service.
namespace debut::grants {
namespace {

using absl::StatusCode;
using money::Fen;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using testing::kAward;
using testing::kCashier;
using testing::kReviewer;
using testing::Of;
using testing::Office;
using testing::Story;
using testing::StoryOf;
using Stub = v1::GrantsService::Stub;

const CallOutcome kDone{};
constexpr int kClaims = 3;

class GrantsBatchTest : public ::testing::Test {
 protected:
  GrantsBatchTest() {
    office_.service().GivenEvents(
        testing::PolicyOf2020() + testing::Facts() +
        Of(testing::Budget(Fen(1'000'000'000)), testing::Received(testing::kPrice)));
    for (int number = 2; number <= kClaims; ++number) {
      const Story story = StoryOf(number);
      office_.service().GivenEvents(testing::Maker(story) + testing::Product(story) +
                                    testing::FirstEntry(story) +
                                    Of(testing::Received(testing::kPrice, story)));
    }
    for (int number = 1; number <= kClaims; ++number) {
      office_.TakeSteps(v1::CLAIM_STATE_GRANTED, StoryOf(number));
    }
  }

  v1::OrderPaymentBatchResponse Order() {
    v1::OrderPaymentBatchRequest request;
    request.set_request_id("batch-1");
    request.set_batch_id("PB-1");
    for (const char* id : {"CL-1", "CL-2", "CL-3", "CL-7"}) request.add_claim_ids(id);
    request.set_ordered_date("2021-01-27");
    v1::OrderPaymentBatchResponse response;
    EXPECT_EQ(office_.Call(&Stub::OrderPaymentBatch, request, kCashier, &response), kDone);
    return response;
  }

  CallOutcome Close(std::int64_t total_fen, const std::string& by = kReviewer) {
    v1::ClosePaymentBatchRequest request;
    request.set_batch_id("PB-1");
    request.set_orders_count(3);
    request.set_total_fen(total_fen);
    request.set_closed_date("2021-01-28");
    return office_.Call(&Stub::ClosePaymentBatch, request, by);
  }

  static v1::StatementLine Line(const std::string& order_id, std::int64_t amount_fen,
                                v1::StatementLineOutcome outcome) {
    v1::StatementLine line;
    line.set_order_id(order_id);
    line.set_amount_fen(amount_fen);
    line.set_date("2021-01-29");
    line.set_outcome(outcome);
    line.set_bank_reference("ICBC-" + order_id);
    line.set_grounds("账户已注销");
    return line;
  }

  Office office_;
};

TEST_F(GrantsBatchTest, OrdersClosesAndSettlesWhatTheStatementSays) {
  const auto batch = Order();
  EXPECT_EQ(batch.orders_count(), 3u);
  EXPECT_EQ(batch.total_fen(), 3 * kAward.count);
  ASSERT_EQ(batch.orders_size(), 4);
  EXPECT_EQ(batch.orders(0).amount_fen(), kAward.count);
  EXPECT_EQ(batch.orders(3).reason(), kClaimUnknown);
  const std::uint64_t events_count = office_.service().EventsCount();
  EXPECT_EQ(Order().SerializeAsString(), batch.SerializeAsString());
  EXPECT_EQ(office_.service().EventsCount(), events_count) << "a repeated request orders nothing";

  EXPECT_EQ(Close(3 * kAward.count, kCashier),
            Refused(StatusCode::kFailedPrecondition, kMakerIsChecker));
  EXPECT_EQ(Close(1), Refused(StatusCode::kFailedPrecondition, kBatchTotalsDiffer));
  EXPECT_EQ(Close(3 * kAward.count), kDone);

  v1::GetPaymentBatchRequest get;
  get.set_batch_id("PB-1");
  v1::GetPaymentBatchResponse seen;
  EXPECT_EQ(office_.service().Call(&Stub::GetPaymentBatch, get, seen), kDone);
  EXPECT_TRUE(seen.closed());
  EXPECT_EQ(seen.orders_size(), 3);

  v1::RecordStatementRequest statement;
  statement.set_digest(std::string(64, 'a'));
  const auto settled = v1::STATEMENT_LINE_OUTCOME_SETTLED;
  const auto returned = v1::STATEMENT_LINE_OUTCOME_RETURNED;
  *statement.add_lines() = Line(batch.orders(0).order_id(), kAward.count, settled);
  *statement.add_lines() = Line(batch.orders(1).order_id(), kAward.count, returned);
  *statement.add_lines() = Line(batch.orders(2).order_id(), kAward.count - 1, settled);
  *statement.add_lines() = Line("", 5, settled);
  *statement.add_lines() = Line("O-7", 5, settled);
  v1::RecordStatementResponse report;
  EXPECT_EQ(office_.Call(&Stub::RecordStatement, statement, kCashier, &report), kDone);
  EXPECT_FALSE(report.recorded_before());
  ASSERT_EQ(report.lines_size(), 5);
  EXPECT_EQ(report.lines(0).outcome(), settled);
  EXPECT_EQ(report.lines(1).outcome(), returned);
  EXPECT_EQ(report.lines(2).reason(), kPaymentAmountDiffers);
  EXPECT_EQ(report.lines(3).reason(), kStatementLineUnmatched);
  EXPECT_EQ(report.lines(4).reason(), kOrderUnknown);
  EXPECT_EQ(report.settled_fen(), kAward.count);
  EXPECT_EQ(report.returned_fen(), kAward.count);
  EXPECT_EQ(office_.ClaimNow("CL-1").state(), v1::CLAIM_STATE_PAID);
  EXPECT_EQ(office_.ClaimNow("CL-2").state(), v1::CLAIM_STATE_PAYMENT_RETURNED);
  EXPECT_EQ(office_.ClaimNow("CL-3").state(), v1::CLAIM_STATE_ORDERED);

  const std::uint64_t recorded_count = office_.service().EventsCount();
  v1::RecordStatementResponse again;
  EXPECT_EQ(office_.Call(&Stub::RecordStatement, statement, kCashier, &again), kDone);
  EXPECT_TRUE(again.recorded_before());
  EXPECT_EQ(again.lines_size(), 5);
  EXPECT_EQ(again.settled_fen(), kAward.count);
  EXPECT_EQ(office_.service().EventsCount(), recorded_count);
}

TEST_F(GrantsBatchTest, DoesNotSettleABatchThatIsNotClosed) {
  const auto batch = Order();
  v1::SettlePaymentRequest settlement;
  settlement.set_order_id(batch.orders(0).order_id());
  settlement.set_settled_date("2021-01-29");
  settlement.set_bank_reference("ICBC-1");
  EXPECT_EQ(office_.Call(&Stub::SettlePayment, settlement, kCashier),
            Refused(StatusCode::kFailedPrecondition, kBatchNotClosed));
}

TEST_F(GrantsBatchTest, NamesEveryBadField) {
  EXPECT_EQ(office_.Call(&Stub::OrderPaymentBatch, v1::OrderPaymentBatchRequest(), kCashier),
            BadFields({"claim_ids"}));
  EXPECT_EQ(office_.Call(&Stub::ClosePaymentBatch, v1::ClosePaymentBatchRequest(), kCashier),
            BadFields({"batch_id", "orders_count", "total_fen"}));
  EXPECT_EQ(office_.Call(&Stub::RecordStatement, v1::RecordStatementRequest(), kCashier),
            BadFields({"digest", "lines"}));
  v1::RecordStatementRequest statement;
  statement.set_digest(std::string(64, 'A'));
  statement.add_lines();
  *statement.add_lines() = Line("O 1", 0, v1::STATEMENT_LINE_OUTCOME_SETTLED);
  statement.mutable_lines(1)->clear_bank_reference();
  *statement.add_lines() = Line("O-1", 1, v1::STATEMENT_LINE_OUTCOME_RETURNED);
  statement.mutable_lines(2)->clear_grounds();
  statement.mutable_lines(2)->set_date("2021-06-02");
  EXPECT_EQ(office_.Call(&Stub::RecordStatement, statement, kCashier),
            BadFields({"digest", "lines[0].amount_fen", "lines[0].outcome", "lines[0].date",
                       "lines[1].order_id", "lines[1].amount_fen", "lines[1].bank_reference",
                       "lines[2].grounds", "lines[2].date"}));
  v1::GetPaymentBatchRequest get;
  get.set_batch_id("PB-7");
  v1::GetPaymentBatchResponse none;
  EXPECT_EQ(office_.service().Call(&Stub::GetPaymentBatch, get, none),
            Refused(StatusCode::kNotFound, kBatchUnknown));
}

}  // namespace
}  // namespace debut::grants
