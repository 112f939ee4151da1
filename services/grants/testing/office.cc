#include "services/grants/testing/office.h"

#include "base/ensure.h"

namespace debut::grants::testing {

using test::CallOutcome;

v1::AllotBudgetRequest Office::Allotment(std::int64_t amount_fen) {
  v1::AllotBudgetRequest request;
  request.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  request.set_budget_year(2021);
  request.set_amount_fen(amount_fen);
  request.set_document("2021年度预算批复");
  request.set_allotted_date("2021-01-04");
  return request;
}

v1::OpenRoundRequest Office::RoundRequest() {
  v1::OpenRoundRequest request;
  request.set_round_id("R-1");
  request.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  request.set_round_year(2021);
  request.set_budget_year(2021);
  request.set_rate_numerator(30);
  request.set_rate_denominator(100);
  request.set_opens_date("2021-01-04");
  request.set_closes_date("2021-03-31");
  request.set_document("2021年度首次进入市场申报指南");
  return request;
}

v1::SubmitClaimRequest Office::ClaimRequest(const Story& story) {
  v1::SubmitClaimRequest request;
  request.set_claim_id(story.claim_id);
  request.set_round_id(story.round_id);
  request.set_enterprise_id(story.enterprise_id);
  request.set_submitted_date("2021-01-11");
  WriteInvoices(story.invoices, *request.mutable_invoices());
  request.mutable_first_market_entry()->set_product_id(story.product_id);
  return request;
}

CallOutcome Office::TakeStep(v1::ClaimState to, const Story& story) {
  const std::string& id = story.claim_id;
  v1::SettlePaymentRequest settlement;
  settlement.set_order_id("O-" + id);
  settlement.set_settled_date("2021-01-29");
  settlement.set_bank_reference("ICBC-" + id);
  v1::GrantSubsidyRequest grant = On<v1::GrantSubsidyRequest>("2021-01-25", id);
  grant.set_grant_id("G-" + id);
  v1::OrderPaymentRequest order = On<v1::OrderPaymentRequest>("2021-01-27", id);
  order.set_order_id("O-" + id);
  switch (to) {
    case v1::CLAIM_STATE_SUBMITTED:
      return Call(&Stub::SubmitClaim, ClaimRequest(story), kClerk);
    case v1::CLAIM_STATE_ACCEPTED:
      return Call(&Stub::AcceptClaim, On<v1::AcceptClaimRequest>("2021-01-12", id), kClerk);
    case v1::CLAIM_STATE_COMPUTED:
      return Call(&Stub::ComputeAward, On<v1::ComputeAwardRequest>("", id), kCalculator);
    case v1::CLAIM_STATE_PROPOSED:
      return Call(&Stub::ProposeAward, On<v1::ProposeAwardRequest>("2021-01-13", id), kProposer);
    case v1::CLAIM_STATE_NOTICE_OPEN:
      return Call(&Stub::OpenNotice, On<v1::OpenNoticeRequest>("2021-01-15", id), kProposer);
    case v1::CLAIM_STATE_NOTICE_CLOSED:
      return Call(&Stub::CloseNotice, On<v1::CloseNoticeRequest>("2021-01-23", id), kProposer);
    case v1::CLAIM_STATE_GRANTED:
      return Call(&Stub::GrantSubsidy, grant, kApprover);
    case v1::CLAIM_STATE_ORDERED:
      return Call(&Stub::OrderPayment, order, kCashier);
    case v1::CLAIM_STATE_PAID:
      return Call(&Stub::SettlePayment, settlement, kCashier);
    default:
      ENSURE(false, "no single step leads there");
  }
}

void Office::TakeSteps(v1::ClaimState until, const Story& story) {
  for (const auto state :
       {v1::CLAIM_STATE_SUBMITTED, v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED,
        v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED,
        v1::CLAIM_STATE_GRANTED, v1::CLAIM_STATE_ORDERED, v1::CLAIM_STATE_PAID}) {
    if (state > until) return;
    EXPECT_EQ(TakeStep(state, story), CallOutcome{}) << v1::ClaimState_Name(state);
  }
}

v1::Claim Office::ClaimNow(const std::string& claim_id) {
  v1::GetClaimRequest request;
  request.set_claim_id(claim_id);
  v1::GetClaimResponse response;
  EXPECT_EQ(service_.Call(&Stub::GetClaim, request, response), CallOutcome{});
  return response.claim();
}

}  // namespace debut::grants::testing
