#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "services/grants/testing/office.h"

// Who may do what to a claim, and what becomes of its payment, through the service.
namespace debut::grants {
namespace {

using absl::StatusCode;
using test::CallOutcome;
using test::Refused;
using testing::kAward;
using testing::kPrice;
using testing::Of;
using testing::Office;
using Stub = v1::GrantsService::Stub;

const CallOutcome kDone{};
const CallOutcome kSamePerson = Refused(StatusCode::kFailedPrecondition, kMakerIsChecker);

class GrantsPaymentTest : public ::testing::Test {
 protected:
  GrantsPaymentTest() {
    office_.service().GivenEvents(
        testing::PolicyOf2020() + testing::Facts() +
        Of(testing::Budget(money::Fen(1'000'000'000)), testing::Received(kPrice)));
  }

  CallOutcome OrderAs(const std::string& principal, const std::string& order_id,
                      const std::string& date = "2021-02-01") {
    auto request = Office::On<v1::OrderPaymentRequest>(date);
    request.set_order_id(order_id);
    return office_.Call(&Stub::OrderPayment, request, principal);
  }

  CallOutcome Return(const std::string& order_id) {
    v1::ReturnPaymentRequest request;
    request.set_order_id(order_id);
    request.set_returned_date("2021-01-30");
    request.set_grounds("账户已注销");
    return office_.Call(&Stub::ReturnPayment, request, testing::kCashier);
  }

  CallOutcome Settle(const std::string& order_id) {
    v1::SettlePaymentRequest request;
    request.set_order_id(order_id);
    request.set_settled_date("2021-02-03");
    request.set_bank_reference("ICBC-2");
    return office_.Call(&Stub::SettlePayment, request, testing::kCashier);
  }

  Office office_;
};

TEST_F(GrantsPaymentTest, NeedsAnotherPersonAtEveryPairOfSteps) {
  office_.TakeSteps(v1::CLAIM_STATE_COMPUTED);
  EXPECT_EQ(office_.Call(&Stub::ProposeAward, Office::On<v1::ProposeAwardRequest>("2021-01-13"),
                         testing::kCalculator),
            kSamePerson);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_PROPOSED), kDone);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_NOTICE_OPEN), kDone);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_NOTICE_CLOSED), kDone);
  for (const char* person : {testing::kCalculator, testing::kProposer}) {
    EXPECT_EQ(office_.Call(&Stub::GrantSubsidy, Office::On<v1::GrantSubsidyRequest>("2021-01-25"),
                           person),
              kSamePerson);
  }
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_GRANTED), kDone);
  for (const char* person : {testing::kCalculator, testing::kProposer, testing::kApprover}) {
    EXPECT_EQ(OrderAs(person, "O-1"), kSamePerson);
  }
  EXPECT_EQ(OrderAs(testing::kCashier, "O-1"), kDone);
}

TEST_F(GrantsPaymentTest, OrdersAReturnedPaymentAgainUnderANewId) {
  office_.TakeSteps(v1::CLAIM_STATE_ORDERED);
  EXPECT_EQ(Return("O-CL-1"), kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_PAYMENT_RETURNED);
  EXPECT_EQ(OrderAs(testing::kCashier, "O-CL-1"),
            Refused(StatusCode::kAlreadyExists, kOrderIdTaken));
  EXPECT_EQ(OrderAs(testing::kCashier, "O-2"), kDone);
  EXPECT_EQ(Settle("O-CL-1"), Refused(StatusCode::kFailedPrecondition, kOrderAlreadyReturned));
  EXPECT_EQ(Settle("O-2"), kDone);
  EXPECT_EQ(Settle("O-2"), kDone);
  EXPECT_EQ(Return("O-2"), Refused(StatusCode::kFailedPrecondition, kOrderAlreadySettled));
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_PAID);
  EXPECT_EQ(office_.ClaimNow().order_id(), "O-2");
  EXPECT_EQ(office_.ClaimNow().steps_size(), 11);
}

TEST_F(GrantsPaymentTest, DoesNotPayForAVoidProduct) {
  office_.TakeSteps(v1::CLAIM_STATE_GRANTED);
  office_.service().GivenEvents(Of(certification::testing::Delisted(
      "P-1", "E-1", certification::v1::DELISTING_KIND_VOID, "2021-01-26")));
  EXPECT_EQ(OrderAs(testing::kCashier, "O-1"),
            Refused(StatusCode::kFailedPrecondition, kProductDelisted));
  EXPECT_EQ(office_.Call(&Stub::RefuseClaim, Office::On<v1::RefuseClaimRequest>("2021-01-27"),
                         testing::kClerk),
            kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_REFUSED);
}

TEST_F(GrantsPaymentTest, DerivesTheIdsOfGrantsAndOrders) {
  office_.TakeSteps(v1::CLAIM_STATE_NOTICE_CLOSED);
  v1::GrantSubsidyResponse grant;
  EXPECT_EQ(office_.Call(&Stub::GrantSubsidy, Office::On<v1::GrantSubsidyRequest>("2021-01-25"),
                         testing::kApprover, &grant),
            kDone);
  EXPECT_TRUE(grant.grant_id().starts_with("G-")) << grant.grant_id();
  EXPECT_EQ(grant.amount_fen(), kAward.count);
  v1::OrderPaymentResponse order;
  EXPECT_EQ(office_.Call(&Stub::OrderPayment, Office::On<v1::OrderPaymentRequest>("2021-01-27"),
                         testing::kCashier, &order),
            kDone);
  EXPECT_TRUE(order.order_id().starts_with("O-")) << order.order_id();
  EXPECT_EQ(order.amount_fen(), kAward.count);
}

}  // namespace
}  // namespace debut::grants
