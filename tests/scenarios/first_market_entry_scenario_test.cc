// Measure 3 with a price in dollars, through real gRPC in both arrangements: nothing is paid before
// the share that the buyer has to pay first, a higher price gives no top-up, a lower one is claimed
// back.
#include <gtest/gtest.h>

#include "tests/support/arrangement.h"
#include "tests/support/claim_walk.h"
#include "tests/support/first_entries.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

using grants::v1::GrantsService;
using market::v1::MarketService;
using runtime::ReasonOf;

class FirstMarketEntryScenario : public ::testing::TestWithParam<Kind> {
 protected:
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
    for (const char* const round : {"R-USD-1", "R-USD-2"}) {
      ASSERT_EQ(OpenRound(*office_, {.round_id = round,
                                     .measure = policy::v1::MEASURE_FIRST_MARKET_ENTRY,
                                     .year = 2021,
                                     .allotted_fen = 50'000'000,
                                     .rate_percent = 30}),
                absl::OkStatus());
    }
  }

  // A contract of the case of P-1 in cents, at 6.4795 yuan for a dollar.
  absl::Status Sell(std::int64_t amount_cents) {
    market::v1::SignContractRequest request;
    request.set_contract_id("C-USD");
    request.set_seller_id("E-1");
    request.set_buyer_id("B-1");
    request.set_number("HT-USD-1");
    request.set_signed_date("2021-04-01");
    request.add_lines()->set_product_id("P-1");
    request.mutable_lines(0)->set_amount_minor(amount_cents);
    market::v1::ForeignPrice& price = *request.mutable_foreign_price();
    price.set_currency("USD");
    price.set_amount_minor(amount_cents);
    price.set_rate_numerator(64'795);
    price.set_rate_denominator(10'000);
    price.set_rate_source("中国外汇交易中心人民币汇率中间价");
    price.set_rate_date("2021-04-01");
    const auto sold =
        Office::Call(*office_->market, &MarketService::Stub::SignContract, "孙丽", request);
    if (!sold.ok()) return sold.status();
    market::v1::JoinFirstEntryCaseRequest join;
    join.set_contract_id("C-USD");
    join.set_product_id("P-1");
    return Office::Call(*office_->market, &MarketService::Stub::JoinFirstEntryCase, "孙丽", join)
        .status();
  }

  absl::Status Receive(const std::string& voucher, std::int64_t amount_fen) {
    market::v1::RecordContractPaymentRequest request;
    request.set_contract_id("C-USD");
    request.set_voucher_number(voucher);
    request.set_received_date("2021-05-10");
    request.set_amount_fen(amount_fen);
    return Office::Call(*office_->market, &MarketService::Stub::RecordContractPayment, "孙丽",
                        request)
        .status();
  }

  absl::Status Amend(std::int64_t amount_cents, const std::string& date) {
    market::v1::AmendContractRequest request;
    request.set_contract_id("C-USD");
    request.set_amended_date(date);
    request.set_currency("USD");
    request.set_amount_minor(amount_cents);
    request.add_lines()->set_product_id("P-1");
    request.mutable_lines(0)->set_amount_minor(amount_cents);
    request.set_document("补充协议");
    return Office::Call(*office_->market, &MarketService::Stub::AmendContract, "孙丽", request)
        .status();
  }

  absl::Status Submit(const std::string& claim_id, const std::string& round_id,
                      const std::string& date) {
    grants::v1::SubmitClaimRequest request;
    request.set_claim_id(claim_id);
    request.set_round_id(round_id);
    request.set_enterprise_id("E-1");
    request.set_submitted_date(date);
    request.mutable_first_market_entry()->set_product_id("P-1");
    request.mutable_first_market_entry()->add_contract_ids("C-USD");
    return Office::Call(*office_->grants, &GrantsService::Stub::SubmitClaim, "李娜", request)
        .status();
  }

  absl::StatusOr<grants::v1::ProposeClawbackResponse> ClaimBack(const std::string& date) {
    grants::v1::ProposeClawbackRequest request;
    request.set_claim_id("CL-USD-1");
    request.set_proposed_date(date);
    request.set_grounds("合同金额变更");
    return Office::Call(*office_->grants, &GrantsService::Stub::ProposeClawback, "赵磊", request);
  }

  // What is outstanding after it.
  absl::StatusOr<std::int64_t> Recover(std::int64_t amount_fen, const std::string& reference) {
    grants::v1::RecordRecoveryRequest request;
    request.set_claim_id("CL-USD-1");
    request.set_amount_fen(amount_fen);
    request.set_recovered_date("2021-11-15");
    request.set_bank_reference(reference);
    const auto recovered =
        Office::Call(*office_->grants, &GrantsService::Stub::RecordRecovery, "吴强", request);
    if (!recovered.ok()) return recovered.status();
    return recovered->outstanding_fen();
  }

  std::unique_ptr<Arrangement> arrangement_;
  std::unique_ptr<Office> office_;
};

TEST_P(FirstMarketEntryScenario, FollowsThePriceDownButNotUp) {
  // 64,795,006 fen: floor(10,000,001 * 6.4795).
  ASSERT_EQ(Sell(10'000'001), absl::OkStatus());
  ASSERT_EQ(Submit("CL-USD-1", "R-USD-1", "2021-05-06"), absl::OkStatus());
  const auto granted = WalkToGrant(*office_, "CL-USD-1", "2021-05-11");
  ASSERT_TRUE(granted.ok()) << granted.status();

  // 60 % of the price are 38,877,003.6 fen.
  ASSERT_EQ(Receive("收-1", 38'877'003), absl::OkStatus());
  EXPECT_EQ(ReasonOf(PayGranted(*office_, "CL-USD-1", *granted).status()), "PAID_IN_SHARE_TOO_LOW");
  ASSERT_EQ(Receive("收-2", 1), absl::OkStatus());
  const auto paid = PayGranted(*office_, "CL-USD-1", *granted);
  ASSERT_TRUE(paid.ok()) << paid.status();
  EXPECT_EQ(*paid, 19'438'501);

  ASSERT_EQ(Amend(12'000'000, "2021-08-02"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(ClaimBack("2021-08-03").status()), "CLAWBACK_NOT_DUE");
  ASSERT_EQ(Submit("CL-USD-2", "R-USD-2", "2021-08-04"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(WalkToGrant(*office_, "CL-USD-2", "2021-08-05").status()),
            "EVIDENCE_ALREADY_USED");

  // 51,836,000 fen give 15,550,800.
  ASSERT_EQ(Amend(8'000'000, "2021-10-11"), absl::OkStatus());
  const auto clawback = ClaimBack("2021-10-12");
  ASSERT_TRUE(clawback.ok()) << clawback.status();
  EXPECT_EQ(clawback->due_fen(), 15'550'800);
  EXPECT_EQ(clawback->amount_fen(), 3'887'701);
  grants::v1::ApproveClawbackRequest approval;
  approval.set_claim_id("CL-USD-1");
  approval.set_approved_date("2021-10-25");
  approval.set_document("会议纪要");
  const auto approve = [&](const char* by) {
    return Office::Call(*office_->grants, &GrantsService::Stub::ApproveClawback, by, approval)
        .status();
  };
  EXPECT_EQ(ReasonOf(approve("赵磊")), "MAKER_IS_CHECKER");
  EXPECT_EQ(approve("郑凯"), absl::OkStatus());
  EXPECT_EQ(Recover(3'000'000, "缴-1").value_or(-1), 887'701);
  EXPECT_EQ(Recover(887'701, "缴-2").value_or(-1), 0);
}

TEST_P(FirstMarketEntryScenario, CountsARefundAndKeepsACaseThatIsClaimedFor) {
  ASSERT_EQ(Sell(10'000'001), absl::OkStatus());
  ASSERT_EQ(Receive("收-1", 40'000'000), absl::OkStatus());
  market::v1::RecordContractRefundRequest refund;
  refund.set_contract_id("C-USD");
  refund.set_voucher_number("退-1");
  refund.set_refunded_date("2021-05-12");
  refund.set_amount_fen(1'122'997);
  refund.set_document("退款协议");
  ASSERT_TRUE(
      Office::Call(*office_->market, &MarketService::Stub::RecordContractRefund, "孙丽", refund)
          .ok());
  ASSERT_EQ(Submit("CL-USD-1", "R-USD-1", "2021-05-13"), absl::OkStatus());
  // 38,877,003 fen are left: one less than 60 %.
  EXPECT_EQ(ReasonOf(WalkToPayment(*office_, "CL-USD-1", "2021-05-14").status()),
            "PAID_IN_SHARE_TOO_LOW");

  market::v1::CancelFirstEntryCaseRequest cancel;
  cancel.set_family_id("P-1");
  cancel.set_document("更正说明");
  cancel.set_grounds("所用合同有误");
  EXPECT_EQ(ReasonOf(Office::Call(*office_->market, &MarketService::Stub::CancelFirstEntryCase,
                                  "孙丽", cancel)
                         .status()),
            "FIRST_ENTRY_CASE_CLAIMED");
}

INSTANTIATE_TEST_SUITE_P(Arrangements, FirstMarketEntryScenario,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
