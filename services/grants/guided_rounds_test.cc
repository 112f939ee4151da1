#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/exchange/testing/exchange_facts.h"
#include "domain/grants/guide.h"
#include "domain/grants/reasons.h"
#include "domain/standards/testing/standards_facts.h"
#include "services/grants/testing/office.h"

// Measures 2 and 6, whose rounds have a guide, over gRPC.
namespace debut::grants {
namespace {

using absl::StatusCode;
using exchange::v1::EVENT_KIND_EXHIBITION_ABROAD;
using exchange::v1::EXPENSE_CATEGORY_BOOTH;
using money::Fen;
using standards::v1::DRAFTER_ROLE_LEAD;
using standards::v1::TIER_NATIONAL;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using testing::kApprover;
using testing::kClerk;
using testing::Office;

const CallOutcome kDone{};

class GuidedRoundsTest : public ::testing::Test {
 protected:
  using Stub = Office::Stub;

  // E-1 with its certified product, its standard S-1 and its booth at X-1, and both budgets.
  GuidedRoundsTest() {
    office_.service().clock().Set(absl::FromUnixSeconds(1'638'288'000));  // 2021-12-01 in Shanghai
    office_.service().GivenEvents(testing::PolicyOf2020() + testing::Maker() + testing::Product());
    office_.service().Given(standards::testing::Proposed(), standards::testing::DrafterNamed(),
                            standards::testing::Published());
    office_.service().Given(exchange::testing::Planned(), exchange::testing::Participated(),
                            exchange::testing::Paid(), exchange::testing::Approved(7'543'207));
    for (const auto measure :
         {policy::v1::MEASURE_STANDARDS, policy::v1::MEASURE_INTERNATIONAL_EXCHANGE}) {
      auto budget = Office::Allotment(100'000'000);
      budget.set_measure(measure);
      EXPECT_EQ(Call(&Stub::AllotBudget, budget), kDone);
    }
    events_count_ = office_.service().EventsCount();
  }

  template <typename Request, typename Response>
  CallOutcome Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request, std::type_identity_t<Response>* response = nullptr) {
    return office_.Call(method, request, kApprover, response);
  }

  static v1::OpenRoundRequest StandardsRound() {
    auto round = Office::RoundRequest();
    round.set_measure(policy::v1::MEASURE_STANDARDS);
    round.clear_rate_numerator();
    round.clear_rate_denominator();
    round.set_closes_date("2021-12-31");
    auto& guide = *round.mutable_standards_guide();
    auto& row = *guide.add_rows();
    row.set_tier(TIER_NATIONAL);
    row.set_role(DRAFTER_ROLE_LEAD);
    row.set_amount_fen(30'000'000);
    guide.mutable_cap_per_enterprise_year()->set_fen(20'000'000);
    return round;
  }

  static v1::OpenRoundRequest ExchangeRound() {
    auto round = Office::RoundRequest();
    round.set_measure(policy::v1::MEASURE_INTERNATIONAL_EXCHANGE);
    round.set_closes_date("2021-12-31");
    auto& guide = *round.mutable_exchange_guide();
    auto& row = *guide.add_rows();
    row.set_event_kind(EVENT_KIND_EXHIBITION_ABROAD);
    row.set_category(EXPENSE_CATEGORY_BOOTH);
    row.set_limit_fen(5'000'000);
    guide.mutable_cap_per_enterprise_year()->set_none(true);
    return round;
  }

  static v1::SubmitClaimRequest StandardsClaim() {
    auto request = Office::ClaimRequest();
    request.set_submitted_date("2021-11-08");
    auto& claim = *request.mutable_standards();
    claim.set_limit_year(2021);
    auto& claimed = *claim.add_standards();
    claimed.set_standard_id("S-1");
    claimed.set_product_id("P-1");
    return request;
  }

  static v1::SubmitClaimRequest ExchangeClaim() {
    auto request = Office::ClaimRequest();
    request.set_submitted_date("2021-11-08");
    auto& claim = *request.mutable_exchange();
    claim.set_event_id("X-1");
    claim.set_product_id("P-1");
    claim.add_expense_ids("X-1-1");
    return request;
  }

  // Accepted and computed: the amount.
  std::int64_t Computed() {
    EXPECT_EQ(Call(&Stub::AcceptClaim, Office::On<v1::AcceptClaimRequest>("2021-11-09")), kDone);
    v1::ComputeAwardResponse computed;
    EXPECT_EQ(
        office_.Call(&Stub::ComputeAward, Office::On<v1::ComputeAwardRequest>(), kClerk, &computed),
        kDone);
    return computed.amount_fen();
  }

  std::uint64_t Recorded() { return office_.service().EventsCount() - events_count_; }

  Office office_;
  std::uint64_t events_count_ = 0;
};

TEST_F(GuidedRoundsTest, RunsARoundOfStandards) {
  EXPECT_EQ(Call(&Stub::OpenRound, StandardsRound()), kDone);
  EXPECT_EQ(Call(&Stub::OpenRound, StandardsRound()), kDone);  // The same again.
  v1::GetRoundRequest get;
  get.set_round_id("R-1");
  v1::GetRoundResponse round;
  EXPECT_EQ(office_.service().Call(&Stub::GetRound, get, round), kDone);
  EXPECT_EQ(round.round().standards_guide().SerializeAsString(),
            StandardsRound().standards_guide().SerializeAsString());
  EXPECT_EQ(round.round().rate_denominator(), 0);

  v1::SubmitClaimResponse submitted;
  EXPECT_EQ(Call(&Stub::SubmitClaim, StandardsClaim(), &submitted), kDone);
  EXPECT_EQ(submitted.cap_key(), "m2/E-1/2021");
  EXPECT_EQ(Computed(), 20'000'000);
  const v1::Claim claim = office_.ClaimNow();
  EXPECT_EQ(claim.standards().drafter_id(), "E-1");
  EXPECT_EQ(claim.standards().standards(0).standard_id(), "S-1");
  EXPECT_EQ(claim.limit_year(), 2021u);
}

TEST_F(GuidedRoundsTest, RunsARoundOfExchange) {
  EXPECT_EQ(Call(&Stub::OpenRound, ExchangeRound()), kDone);
  v1::SubmitClaimResponse submitted;
  EXPECT_EQ(Call(&Stub::SubmitClaim, ExchangeClaim(), &submitted), kDone);
  EXPECT_EQ(submitted.cap_key(), "");
  EXPECT_EQ(Computed(), 1'500'000);  // 30 % of at most 50,000 yuan.
  EXPECT_EQ(office_.ClaimNow().exchange().event_id(), "X-1");
  EXPECT_EQ(office_.ClaimNow().limit_year(), 2021u);
}

TEST_F(GuidedRoundsTest, OpensARoundWithTheGuideOfItsMeasureOnly) {
  auto round = StandardsRound();
  round.clear_standards_guide();
  EXPECT_EQ(Call(&Stub::OpenRound, round), Refused(StatusCode::kFailedPrecondition, kGuideMissing));
  *round.mutable_exchange_guide() = ExchangeRound().exchange_guide();
  EXPECT_EQ(Call(&Stub::OpenRound, round), Refused(StatusCode::kFailedPrecondition, kGuideUnfit));
  round = ExchangeRound();
  round.clear_exchange_guide();
  EXPECT_EQ(Call(&Stub::OpenRound, round), Refused(StatusCode::kFailedPrecondition, kGuideMissing));
  round = Office::RoundRequest();
  *round.mutable_exchange_guide() = ExchangeRound().exchange_guide();
  EXPECT_EQ(Call(&Stub::OpenRound, round), Refused(StatusCode::kFailedPrecondition, kGuideUnfit));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(GuidedRoundsTest, AsksForARateWhereTheMeasureHasOne) {
  auto round = StandardsRound();
  round.set_rate_numerator(1);
  round.set_rate_denominator(1);
  EXPECT_EQ(Call(&Stub::OpenRound, round), Refused(StatusCode::kFailedPrecondition, kRateUnused));
  round = ExchangeRound();
  round.clear_rate_numerator();
  round.clear_rate_denominator();
  EXPECT_EQ(Call(&Stub::OpenRound, round), Refused(StatusCode::kFailedPrecondition, kRateMissing));
  round.set_rate_numerator(101);
  round.set_rate_denominator(100);
  EXPECT_EQ(Call(&Stub::OpenRound, round),
            Refused(StatusCode::kFailedPrecondition, kRateAboveCeiling));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(GuidedRoundsTest, NamesEveryBadFieldOfAGuide) {
  auto round = StandardsRound();
  auto& guide = *round.mutable_standards_guide();
  *guide.add_rows() = guide.rows(0);
  guide.mutable_rows(1)->set_amount_fen(0);
  guide.add_rows()->set_amount_fen(money::kAmountMax.count + 1);
  guide.mutable_cap_per_enterprise_year()->set_fen(-1);
  EXPECT_EQ(Call(&Stub::OpenRound, round),
            BadFields({"standards_guide.rows[1].amount_fen", "standards_guide.rows[1]",
                       "standards_guide.rows[2].tier", "standards_guide.rows[2].role",
                       "standards_guide.rows[2].amount_fen",
                       "standards_guide.cap_per_enterprise_year.fen"}));
  guide.clear_rows();
  guide.mutable_cap_per_enterprise_year()->set_none(false);
  EXPECT_EQ(Call(&Stub::OpenRound, round),
            BadFields({"standards_guide.rows", "standards_guide.cap_per_enterprise_year.none"}));

  round = ExchangeRound();
  auto& other = *round.mutable_exchange_guide();
  *other.add_rows() = other.rows(0);
  other.add_rows();
  other.clear_cap_per_enterprise_year();
  EXPECT_EQ(Call(&Stub::OpenRound, round),
            BadFields({"exchange_guide.rows[1]", "exchange_guide.rows[2].event_kind",
                       "exchange_guide.rows[2].category", "exchange_guide.rows[2].limit_fen",
                       "exchange_guide.cap_per_enterprise_year"}));
  *round.mutable_standards_guide() = StandardsRound().standards_guide();
  *round.mutable_exchange_guide() = ExchangeRound().exchange_guide();
  EXPECT_EQ(Call(&Stub::OpenRound, round), BadFields({"exchange_guide"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(GuidedRoundsTest, NamesEveryBadFieldOfAClaim) {
  auto request = StandardsClaim();
  auto& claim = *request.mutable_standards();
  claim.set_drafter_id("企业");
  claim.set_limit_year(1999);
  *claim.add_standards() = claim.standards(0);
  claim.add_standards();
  EXPECT_EQ(Call(&Stub::SubmitClaim, request),
            BadFields({"standards.limit_year", "standards.drafter_id", "standards.standards[1]",
                       "standards.standards[2].standard_id", "standards.standards[2].product_id"}));
  claim = StandardsClaim().standards();
  claim.clear_standards();
  EXPECT_EQ(Call(&Stub::SubmitClaim, request), BadFields({"standards.standards"}));

  request = ExchangeClaim();
  request.mutable_exchange()->Clear();
  request.mutable_exchange()->set_participant_id("企业");
  EXPECT_EQ(Call(&Stub::SubmitClaim, request),
            BadFields({"exchange.event_id", "exchange.product_id", "exchange.participant_id",
                       "exchange.expense_ids"}));
  request = ExchangeClaim();
  for (int i = 0; i < 40; ++i) request.mutable_exchange()->add_expense_ids(std::to_string(i));
  EXPECT_EQ(Call(&Stub::SubmitClaim, request), BadFields({"exchange.expense_ids"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::grants
