// Measures 2 and 6 from their facts to the payment, through real gRPC, in both arrangements.
#include <gtest/gtest.h>

#include "tests/support/arrangement.h"
#include "tests/support/first_entries.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

using exchange::v1::ExchangeService;
using grants::v1::GrantsService;
using standards::v1::StandardsService;

class GuidedMeasures : public ::testing::TestWithParam<Kind> {
 protected:
  // E-1 with its certified product P-1, and the policy.
  void SetUp() override {
    auto started = Arrangement::Start(GetParam());
    ASSERT_TRUE(started.ok()) << started.status();
    arrangement_ = *std::move(started);
    office_ = std::make_unique<Office>(*arrangement_);
    FirstEntries entries(*office_, {.families = 1,
                                    .claims_per_family = 1,
                                    .contract_fen = 1'000'000,
                                    .allotted_fen = 1'000'000});
    ASSERT_EQ(entries.Prepare(), absl::OkStatus());
  }

  template <typename Stub, typename Request, typename Response>
  Response Do(Stub& stub,
              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              const std::string& principal, const Request& request) {
    const auto response = Office::Call(stub, method, principal, request);
    EXPECT_TRUE(response.ok()) << request.GetDescriptor()->name() << ": " << response.status();
    return response.ok() ? *response : Response();
  }

  template <typename Request, typename Response>
  Response InGrants(grpc::Status (GrantsService::Stub::*method)(grpc::ClientContext*,
                                                                const Request&, Response*),
                    const std::string& principal, const Request& request) {
    return Do(*office_->grants, method, principal, request);
  }

  // The standard S-1 for P-1, led by E-1.
  void PublishStandard() {
    auto& stub = *office_->standards;
    using Stub = StandardsService::Stub;
    standards::v1::ProposeStandardRequest propose;
    propose.set_standard_id("S-1");
    propose.set_title("车载激光雷达性能要求及试验方法");
    propose.set_tier(standards::v1::TIER_NATIONAL);
    propose.set_proposer_id("E-1");
    propose.add_product_ids("P-1");
    propose.set_proposed_date("2021-03-02");
    Do(stub, &Stub::ProposeStandard, "钱进", propose);
    standards::v1::ApproveStandardRequest approve;
    approve.set_standard_id("S-1");
    approve.set_plan_number("20214567-T-339");
    approve.set_approved_date("2021-04-12");
    approve.set_document("国家标准制修订计划");
    Do(stub, &Stub::ApproveStandard, "钱进", approve);
    standards::v1::NameDrafterRequest name;
    name.set_standard_id("S-1");
    name.set_enterprise_id("E-1");
    name.set_role(standards::v1::DRAFTER_ROLE_LEAD);
    name.set_rank(1);
    name.set_named_date("2021-04-13");
    Do(stub, &Stub::NameDrafter, "钱进", name);
    standards::v1::CompleteDraftRequest draft;
    draft.set_standard_id("S-1");
    draft.set_drafted_date("2021-06-15");
    draft.set_document("报批稿");
    Do(stub, &Stub::CompleteDraft, "钱进", draft);
    standards::v1::PublishStandardRequest publish;
    publish.set_standard_id("S-1");
    publish.set_number("GB/T 40429-2021");
    publish.set_publisher("国家标准化管理委员会");
    publish.set_published_date("2021-08-20");
    Do(stub, &Stub::PublishStandard, "钱进", publish);
  }

  // E-1's booth at X-1 for 75,432.07 yuan, approved in full.
  void PayForABooth() {
    auto& stub = *office_->exchange;
    using Stub = ExchangeService::Stub;
    exchange::v1::PlanEventRequest plan;
    plan.set_event_id("X-1");
    plan.set_kind(exchange::v1::EVENT_KIND_EXHIBITION_ABROAD);
    plan.set_name("慕尼黑国际激光展");
    plan.set_country("DE");
    plan.set_city("Munich");
    plan.set_begins_date("2021-10-05");
    plan.set_ends_date("2021-10-08");
    plan.set_document("重要境外展会目录（2021年）");
    Do(stub, &Stub::PlanEvent, "郑平", plan);
    exchange::v1::RegisterParticipationRequest take_part;
    take_part.set_event_id("X-1");
    take_part.set_enterprise_id("E-1");
    take_part.set_role(exchange::v1::PARTICIPANT_ROLE_EXHIBITOR);
    take_part.add_product_ids("P-1");
    take_part.set_registered_date("2021-06-01");
    Do(stub, &Stub::RegisterParticipation, "郑平", take_part);
    exchange::v1::RecordExpenseRequest pay;
    pay.set_expense_id("EX-1");
    pay.set_event_id("X-1");
    pay.set_enterprise_id("E-1");
    pay.set_category(exchange::v1::EXPENSE_CATEGORY_BOOTH);
    pay.set_issuer("Messe München GmbH");
    pay.set_voucher_number("R-2021002");
    pay.set_paid_date("2021-09-10");
    pay.set_currency("EUR");
    pay.set_amount_minor(1'000'001);
    pay.mutable_conversion()->set_numerator(75'432);
    pay.mutable_conversion()->set_denominator(10'000);
    pay.mutable_conversion()->set_source("中国银行外汇牌价");
    pay.mutable_conversion()->set_rate_date("2021-09-10");
    EXPECT_EQ(Do(stub, &Stub::RecordExpense, "郑平", pay).amount_fen(), 7'543'207);
    exchange::v1::ApproveExpenseRequest approve;
    approve.set_expense_id("EX-1");
    approve.set_approved_fen(7'543'207);
    approve.set_approved_date("2021-10-20");
    Do(stub, &Stub::ApproveExpense, "周敏", approve);
  }

  // A round of the measure with its budget, which opens on 2021-11-01.
  grants::v1::OpenRoundRequest RoundOf(policy::v1::Measure measure) {
    grants::v1::AllotBudgetRequest budget;
    budget.set_measure(measure);
    budget.set_budget_year(2021);
    budget.set_amount_fen(1'000'000'000);
    budget.set_document("预算批复");
    budget.set_allotted_date("2021-03-15");
    InGrants(&GrantsService::Stub::AllotBudget, "何平", budget);
    grants::v1::OpenRoundRequest round;
    round.set_round_id("RG-1");
    round.set_measure(measure);
    round.set_round_year(2021);
    round.set_budget_year(2021);
    round.set_opens_date("2021-11-01");
    round.set_closes_date("2021-11-30");
    round.set_document("申报指南");
    return round;
  }

  // Submits the claim CL-G and leads it to the payment; what was paid.
  std::int64_t PaidFor(grants::v1::SubmitClaimRequest submit) {
    using Stub = GrantsService::Stub;
    submit.set_claim_id("CL-G");
    submit.set_round_id("RG-1");
    submit.set_enterprise_id("E-1");
    submit.set_submitted_date("2021-11-08");
    InGrants(&Stub::SubmitClaim, "李娜", submit);
    InGrants(&Stub::AcceptClaim, "李娜", On<grants::v1::AcceptClaimRequest>("2021-11-09"));
    InGrants(&Stub::ComputeAward, "陈静", On<grants::v1::ComputeAwardRequest>(""));
    InGrants(&Stub::ProposeAward, "赵磊", On<grants::v1::ProposeAwardRequest>("2021-11-10"));
    InGrants(&Stub::OpenNotice, "赵磊", On<grants::v1::OpenNoticeRequest>("2021-11-11"));
    InGrants(&Stub::CloseNotice, "赵磊", On<grants::v1::CloseNoticeRequest>("2021-11-19"));
    InGrants(&Stub::GrantSubsidy, "周敏", On<grants::v1::GrantSubsidyRequest>("2021-11-22"));
    const auto order =
        InGrants(&Stub::OrderPayment, "吴强", On<grants::v1::OrderPaymentRequest>("2021-11-23"));
    grants::v1::SettlePaymentRequest settle;
    settle.set_order_id(order.order_id());
    settle.set_settled_date("2021-11-24");
    settle.set_bank_reference("ICBC-1");
    InGrants(&Stub::SettlePayment, "吴强", settle);
    grants::v1::GetClaimRequest get;
    get.set_claim_id("CL-G");
    const grants::v1::Claim claim = InGrants(&Stub::GetClaim, "李娜", get).claim();
    EXPECT_EQ(claim.state(), grants::v1::CLAIM_STATE_PAID);
    return claim.amount_fen();
  }

  // A request about the claim, with its date in the field that Request has for it.
  template <typename Request>
  static Request On(const std::string& date) {
    Request request;
    request.set_claim_id("CL-G");
    if constexpr (requires { request.set_accepted_date(date); }) request.set_accepted_date(date);
    if constexpr (requires { request.set_proposed_date(date); }) request.set_proposed_date(date);
    if constexpr (requires { request.set_opened_date(date); }) request.set_opened_date(date);
    if constexpr (requires { request.set_closed_date(date); }) request.set_closed_date(date);
    if constexpr (requires { request.set_granted_date(date); }) request.set_granted_date(date);
    if constexpr (requires { request.set_ordered_date(date); }) request.set_ordered_date(date);
    if constexpr (requires { request.set_document(date); }) request.set_document("资助决定");
    return request;
  }

  std::unique_ptr<Arrangement> arrangement_;
  std::unique_ptr<Office> office_;
};

TEST_P(GuidedMeasures, RewardTheDraftersOfAStandard) {
  PublishStandard();
  auto round = RoundOf(policy::v1::MEASURE_STANDARDS);
  auto& row = *round.mutable_standards_guide()->add_rows();
  row.set_tier(standards::v1::TIER_NATIONAL);
  row.set_role(standards::v1::DRAFTER_ROLE_LEAD);
  row.set_amount_fen(30'000'000);
  round.mutable_standards_guide()->mutable_cap_per_enterprise_year()->set_fen(20'000'000);
  InGrants(&GrantsService::Stub::OpenRound, "周敏", round);

  grants::v1::SubmitClaimRequest submit;
  submit.mutable_standards()->set_limit_year(2021);
  auto& claimed = *submit.mutable_standards()->add_standards();
  claimed.set_standard_id("S-1");
  claimed.set_product_id("P-1");
  EXPECT_EQ(PaidFor(submit), 20'000'000);

  readmodels::v1::GetProjectionStatusRequest status_request;
  const auto status =
      Do(*office_->readmodels, &readmodels::v1::ReadModelsService::Stub::GetProjectionStatus, "",
         status_request);
  readmodels::v1::GetCapRequest cap;
  cap.set_cap_key("m2/E-1/2021");
  cap.set_at_least_position(status.head_position());
  EXPECT_EQ(Do(*office_->readmodels, &readmodels::v1::ReadModelsService::Stub::GetCap, "", cap)
                .cap()
                .paid_fen(),
            20'000'000);
}

TEST_P(GuidedMeasures, SupportAnExhibitionAbroad) {
  PayForABooth();
  auto round = RoundOf(policy::v1::MEASURE_INTERNATIONAL_EXCHANGE);
  round.set_rate_numerator(1);
  round.set_rate_denominator(2);
  auto& row = *round.mutable_exchange_guide()->add_rows();
  row.set_event_kind(exchange::v1::EVENT_KIND_EXHIBITION_ABROAD);
  row.set_category(exchange::v1::EXPENSE_CATEGORY_BOOTH);
  row.set_limit_fen(10'000'000);
  round.mutable_exchange_guide()->mutable_cap_per_enterprise_year()->set_none(true);
  InGrants(&GrantsService::Stub::OpenRound, "周敏", round);

  grants::v1::SubmitClaimRequest submit;
  submit.mutable_exchange()->set_event_id("X-1");
  submit.mutable_exchange()->set_product_id("P-1");
  submit.mutable_exchange()->add_expense_ids("EX-1");
  EXPECT_EQ(PaidFor(submit), 3'771'603);
}

INSTANTIATE_TEST_SUITE_P(Arrangements, GuidedMeasures,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
