#include <gtest/gtest.h>

#include "domain/grants/reasons.h"
#include "services/grants/testing/office.h"

// Bad input is refused with every offending field or with the reason, and nothing is recorded.
namespace debut::grants {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using testing::kClerk;
using testing::Of;
using testing::Office;
using Stub = v1::GrantsService::Stub;

class GrantsBadInputTest : public ::testing::Test {
 protected:
  GrantsBadInputTest() {
    office_.service().GivenEvents(testing::PolicyOf2020() + testing::Facts() +
                                  Of(testing::Budget(money::Fen(1'000))));
    events_count_ = office_.service().EventsCount();
  }
  ~GrantsBadInputTest() override {
    EXPECT_EQ(office_.service().EventsCount(), events_count_) << "something was recorded";
  }

  template <typename Request, typename Response>
  CallOutcome Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request) {
    return office_.Call(method, request, kClerk);
  }

  Office office_;
  std::uint64_t events_count_ = 0;
};

TEST_F(GrantsBadInputTest, NamesEveryFieldOfAnEmptyRequest) {
  EXPECT_EQ(Call(&Stub::AllotBudget, v1::AllotBudgetRequest()),
            BadFields({"measure", "budget_year", "amount_fen", "document"}));
  EXPECT_EQ(
      Call(&Stub::OpenRound, v1::OpenRoundRequest()),
      BadFields({"measure", "round_year", "budget_year", "opens_date", "closes_date", "document"}));
  EXPECT_EQ(Call(&Stub::SubmitClaim, v1::SubmitClaimRequest()),
            BadFields({"round_id", "enterprise_id", "basis"}));
  EXPECT_EQ(Call(&Stub::AcceptClaim, v1::AcceptClaimRequest()), BadFields({"claim_id"}));
  EXPECT_EQ(Call(&Stub::RefuseClaim, v1::RefuseClaimRequest()), BadFields({"claim_id", "grounds"}));
  EXPECT_EQ(Call(&Stub::WithdrawClaim, v1::WithdrawClaimRequest()),
            BadFields({"claim_id", "grounds"}));
  EXPECT_EQ(Call(&Stub::ComputeAward, v1::ComputeAwardRequest()), BadFields({"claim_id"}));
  EXPECT_EQ(Call(&Stub::ProposeAward, v1::ProposeAwardRequest()), BadFields({"claim_id"}));
  EXPECT_EQ(Call(&Stub::OpenNotice, v1::OpenNoticeRequest()), BadFields({"claim_id"}));
  EXPECT_EQ(Call(&Stub::CloseNotice, v1::CloseNoticeRequest()), BadFields({"claim_id"}));
  EXPECT_EQ(Call(&Stub::GrantSubsidy, v1::GrantSubsidyRequest()),
            BadFields({"claim_id", "document"}));
  EXPECT_EQ(Call(&Stub::OrderPayment, v1::OrderPaymentRequest()), BadFields({"claim_id"}));
  EXPECT_EQ(Call(&Stub::SettlePayment, v1::SettlePaymentRequest()),
            BadFields({"order_id", "bank_reference"}));
  EXPECT_EQ(Call(&Stub::ReturnPayment, v1::ReturnPaymentRequest()),
            BadFields({"order_id", "grounds"}));
}

TEST_F(GrantsBadInputTest, RefusesDatesThatDoNotExistOrLieAhead) {
  EXPECT_EQ(Call(&Stub::AcceptClaim, Office::On<v1::AcceptClaimRequest>("2021-02-30")),
            BadFields({"accepted_date"}));
  EXPECT_EQ(Call(&Stub::RefuseClaim, Office::On<v1::RefuseClaimRequest>("2021/02/01")),
            BadFields({"refused_date"}));
  EXPECT_EQ(Call(&Stub::WithdrawClaim, Office::On<v1::WithdrawClaimRequest>("2021-06-02")),
            BadFields({"withdrawn_date"}));
  EXPECT_EQ(Call(&Stub::ProposeAward, Office::On<v1::ProposeAwardRequest>("2021-06-02")),
            BadFields({"proposed_date"}));
  EXPECT_EQ(Call(&Stub::OpenNotice, Office::On<v1::OpenNoticeRequest>("2021-06-02")),
            BadFields({"opened_date"}));
  EXPECT_EQ(Call(&Stub::CloseNotice, Office::On<v1::CloseNoticeRequest>("2021-06-02")),
            BadFields({"closed_date"}));
  EXPECT_EQ(Call(&Stub::GrantSubsidy, Office::On<v1::GrantSubsidyRequest>("2021-06-02")),
            BadFields({"granted_date"}));
  EXPECT_EQ(Call(&Stub::OrderPayment, Office::On<v1::OrderPaymentRequest>("2021-06-02")),
            BadFields({"ordered_date"}));
}

TEST_F(GrantsBadInputTest, RefusesAmountsYearsAndMeasuresOutOfRange) {
  auto allotment = Office::Allotment(0);
  allotment.set_budget_year(1999);
  allotment.set_measure(static_cast<policy::v1::Measure>(77));
  EXPECT_EQ(Call(&Stub::AllotBudget, allotment),
            BadFields({"measure", "budget_year", "amount_fen"}));
  EXPECT_EQ(Call(&Stub::AllotBudget, Office::Allotment(money::kAmountMax.count + 1)),
            BadFields({"amount_fen"}));
  allotment = Office::Allotment(5);
  allotment.set_document(std::string(201, 'x'));
  EXPECT_EQ(Call(&Stub::AllotBudget, allotment), BadFields({"document"}));
  allotment = Office::Allotment(5);
  allotment.set_measure(policy::v1::MEASURE_CERTIFICATION);
  EXPECT_EQ(Call(&Stub::AllotBudget, allotment),
            Refused(StatusCode::kFailedPrecondition, kMeasureWithoutMoney));
}

TEST_F(GrantsBadInputTest, RefusesRoundsThatCanNotBe) {
  auto round = Office::RoundRequest();
  round.set_round_id("第一轮");
  round.set_closes_date("2021-01-03");
  round.set_notice_working_days(251);
  round.set_reduction_mode(static_cast<v1::ReductionMode>(9));
  round.set_rate_numerator(-3);
  EXPECT_EQ(Call(&Stub::OpenRound, round),
            BadFields({"round_id", "rate_numerator", "notice_working_days", "reduction_mode",
                       "closes_date"}));
  round = Office::RoundRequest();
  round.set_round_id("R-2");
  round.set_rate_numerator(31);
  EXPECT_EQ(Call(&Stub::OpenRound, round),
            Refused(StatusCode::kFailedPrecondition, kRateAboveCeiling));
  round.set_rate_numerator(30);
  round.clear_reduction_mode();
  round.set_budget_year(2030);
  EXPECT_EQ(Call(&Stub::OpenRound, round), Refused(StatusCode::kNotFound, kBudgetUnknown));
  round = Office::RoundRequest();
  round.set_rate_numerator(29);
  EXPECT_EQ(Call(&Stub::OpenRound, round),
            Refused(StatusCode::kAlreadyExists, kRoundAlreadyOpened));
}

TEST_F(GrantsBadInputTest, RefusesClaimsThatCanNotBe) {
  auto claim = Office::ClaimRequest();
  claim.mutable_first_market_entry()->clear_product_id();
  claim.mutable_first_market_entry()->add_contract_ids("合同");
  EXPECT_EQ(Call(&Stub::SubmitClaim, claim),
            BadFields({"first_market_entry.product_id", "first_market_entry.contract_ids[0]"}));
  claim = Office::ClaimRequest();
  for (std::size_t i = 0; i <= kContractsMax; ++i) {
    claim.mutable_first_market_entry()->add_contract_ids(fmt::format("C-{}", i));
  }
  EXPECT_EQ(Call(&Stub::SubmitClaim, claim), BadFields({"first_market_entry.contract_ids"}));
  claim = Office::ClaimRequest();
  claim.set_round_id("R-7");
  EXPECT_EQ(Call(&Stub::SubmitClaim, claim), Refused(StatusCode::kNotFound, kRoundUnknown));
  claim = Office::ClaimRequest();
  claim.set_enterprise_id("E-7");
  EXPECT_EQ(Call(&Stub::SubmitClaim, claim), Refused(StatusCode::kNotFound, kEnterpriseUnknown));
  claim = Office::ClaimRequest();
  claim.mutable_first_market_entry()->set_product_id("P-7");
  EXPECT_EQ(Call(&Stub::SubmitClaim, claim), Refused(StatusCode::kNotFound, kProductUnknown));
  claim = Office::ClaimRequest();
  claim.set_submitted_date("2021-05-05");
  EXPECT_EQ(Call(&Stub::SubmitClaim, claim),
            Refused(StatusCode::kFailedPrecondition, kRoundNotOpen));
}

TEST_F(GrantsBadInputTest, FindsNoClaimRoundOrOrderThatIsNotThere) {
  const CallOutcome unknown = Refused(StatusCode::kNotFound, kClaimUnknown);
  EXPECT_EQ(Call(&Stub::AcceptClaim, Office::On<v1::AcceptClaimRequest>()), unknown);
  EXPECT_EQ(Call(&Stub::RefuseClaim, Office::On<v1::RefuseClaimRequest>()), unknown);
  EXPECT_EQ(Call(&Stub::WithdrawClaim, Office::On<v1::WithdrawClaimRequest>()), unknown);
  EXPECT_EQ(Call(&Stub::ComputeAward, Office::On<v1::ComputeAwardRequest>()), unknown);
  EXPECT_EQ(Call(&Stub::ProposeAward, Office::On<v1::ProposeAwardRequest>()), unknown);
  EXPECT_EQ(Call(&Stub::OpenNotice, Office::On<v1::OpenNoticeRequest>()), unknown);
  EXPECT_EQ(Call(&Stub::CloseNotice, Office::On<v1::CloseNoticeRequest>()), unknown);
  EXPECT_EQ(Call(&Stub::GrantSubsidy, Office::On<v1::GrantSubsidyRequest>()), unknown);
  EXPECT_EQ(Call(&Stub::OrderPayment, Office::On<v1::OrderPaymentRequest>()), unknown);
  v1::SettlePaymentRequest settlement;
  settlement.set_order_id("O-7");
  settlement.set_bank_reference("ICBC-7");
  EXPECT_EQ(Call(&Stub::SettlePayment, settlement), Refused(StatusCode::kNotFound, kOrderUnknown));
  v1::ReturnPaymentRequest returned;
  returned.set_order_id("O-7");
  returned.set_grounds("退票");
  EXPECT_EQ(Call(&Stub::ReturnPayment, returned), Refused(StatusCode::kNotFound, kOrderUnknown));

  v1::GetClaimRequest claim;
  claim.set_claim_id("CL-7");
  v1::GetClaimResponse no_claim;
  EXPECT_EQ(office_.service().Call(&Stub::GetClaim, claim, no_claim), unknown);
  v1::GetRoundRequest round;
  round.set_round_id("R-7");
  v1::GetRoundResponse no_round;
  EXPECT_EQ(office_.service().Call(&Stub::GetRound, round, no_round),
            Refused(StatusCode::kNotFound, kRoundUnknown));
  EXPECT_EQ(office_.service().Call(&Stub::GetRound, v1::GetRoundRequest(), no_round),
            BadFields({"round_id"}));
  EXPECT_EQ(office_.service().Call(&Stub::GetClaim, v1::GetClaimRequest(), no_claim),
            BadFields({"claim_id"}));
}

TEST_F(GrantsBadInputTest, RefusesWhoDoesNotSayWhoTheyAre) {
  EXPECT_EQ(office_.Call(&Stub::ProposeAward, Office::On<v1::ProposeAwardRequest>(), "").code,
            StatusCode::kUnauthenticated);
}

}  // namespace
}  // namespace debut::grants
