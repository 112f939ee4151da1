#include "domain/grants/financing.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/financing/testing/financing_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/desk.h"
#include "domain/policy/testing/policy_facts.h"
#include "domain/registry/testing/registry_facts.h"

namespace debut::grants {
namespace {

using absl::CivilDay;
using financing::testing::Paid;
using financing::testing::Refunded;
using financing::testing::Revenue;
using financing::testing::Signed;
using financing::v1::LOAN_TYPE_CREDIT;
using financing::v1::LOAN_TYPE_GUARANTEED;
using financing::v1::LoanType;
using money::Fen;
using money::Yuan;
using testing::Desk;
using testing::History;
using testing::Of;
using testing::StoryOf;

constexpr char kCapKey[] = "m7/E-1/CREDIT/2021";
constexpr std::int64_t kRevenueMax = 20'000'000'000;
const CivilDay kToday(2022, 3, 1);

v1::RoundOpened Round(const std::string& round_id = "R-1") {
  return testing::RoundOf(policy::v1::MEASURE_FINANCING, 2022, 40, round_id);
}

v1::BudgetAllotted Budget() { return testing::BudgetOf(policy::v1::MEASURE_FINANCING, 2022); }

// E-1 with its certified product P-1 and its revenue, and two rounds of measure 7.
History Frame() {
  return testing::Maker() + testing::Product() + testing::PolicyOf2020() +
         Of(Round(), Round("R-2"), Budget(), Revenue("E-1", 2019, kRevenueMax));
}

// A loan on which interest was paid in 2021 by one voucher.
History Borrowed(const std::string& loan_id, Fen interest, LoanType type = LOAN_TYPE_CREDIT,
                 const std::string& borrower = "E-1") {
  return Of(Signed(loan_id, type, borrower),
            Paid(loan_id, "息-1", "2021-03-21", interest.count, borrower));
}

MeasureFacts Claim(const std::set<std::string>& loan_ids = {}, LoanType type = LOAN_TYPE_CREDIT,
                   std::uint32_t year = 2021, const std::string& enterprise_id = "E-1") {
  return MeasureFacts(Financing::ClaimFor({enterprise_id, kToday, loan_ids}, type, year, "P-1"));
}

Desk At(const History& facts) { return Desk(Frame() + facts, kToday); }

// The whole way, and what is paid at the end.
Fen PaidFor(Desk& desk, const std::string& claim_id, const MeasureFacts& facts) {
  EXPECT_EQ(desk.Submit(claim_id, "R-1", facts), "");
  EXPECT_EQ(desk.Lead(claim_id, v1::CLAIM_STATE_PAID), "");
  return desk.Amount(claim_id);
}

TEST(FinancingClaim, IsForAllInterestOfTheYearOnLoansOfTheCreditProduct) {
  Desk desk = At(Borrowed("L-1", Yuan(1'000)) + Borrowed("L-2", Yuan(2'000)) +
                 Borrowed("L-3", Yuan(9'000), LOAN_TYPE_GUARANTEED) +
                 Of(Paid("L-1", "息-0", "2020-12-31", 500)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(1'200));
  const ClaimTerms terms = desk.File("CL-1").terms;
  EXPECT_EQ(terms.cap_key, kCapKey);
  EXPECT_EQ(terms.limit_year, 2021u);
  EXPECT_EQ(std::get<FinancingBasis>(terms.basis),
            (FinancingBasis{.enterprise_id = "E-1",
                            .credit_product = LOAN_TYPE_CREDIT,
                            .limit_year = 2021,
                            .vouchers = {{"L-1", "息-1"}, {"L-2", "息-1"}},
                            .product_id = "P-1"}));
}

TEST(FinancingClaim, UsesEachVoucherAsEvidence) {
  Desk desk = At(Borrowed("L-1", Yuan(1'000)));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PROPOSED), "");
  EXPECT_EQ(desk.File("CL-1").evidence, (std::vector<Evidence>{{"interest/L-1/息-1", "L-1/息-1"}}));
}

TEST(FinancingClaim, W4RoundsAllVouchersOnceInOneClaimOrInThree) {
  const History loan = Of(Signed("L-1"));
  const auto voucher = [](int number) {
    return Of(Paid("L-1", fmt::format("息-{}", number), "2021-03-21", 10'002));
  };
  Desk at_once = At(loan + voucher(1) + voucher(2) + voucher(3));
  EXPECT_EQ(PaidFor(at_once, "CL-1", Claim()), Fen(12'002));
  Desk one_by_one = At(loan);
  Fen sum;
  for (int i = 1; i <= 3; ++i) {
    one_by_one.Record(voucher(i));
    sum += PaidFor(one_by_one, fmt::format("CL-{}", i), Claim());
  }
  EXPECT_EQ(sum, Fen(12'002));
}

TEST(FinancingClaim, W6CountsInterestForTheYearOfItsPayment) {
  Desk desk = At(Of(Signed("L-1"), Paid("L-1", "息-12", "2021-01-01", 1'000)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Fen(400));
}

TEST(FinancingClaim, W7SharesOneCapBetweenBanksAndHasTwoForTwoTypes) {
  v1::BudgetAllotted more = Budget();
  auto second_bank = Signed("L-2");
  second_bank.set_lender_id("B-2");
  Desk desk = At(Borrowed("L-1", Yuan(1'000'000)) +
                 Of(second_bank, Paid("L-2", "息-1", "2021-06-21", Yuan(1'000'000).count)) +
                 Borrowed("L-3", Yuan(1'250'000), LOAN_TYPE_GUARANTEED) + Of(more));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"L-1"})), Yuan(400'000));
  EXPECT_EQ(PaidFor(desk, "CL-2", Claim({"L-2"})), Yuan(100'000));
  EXPECT_EQ(PaidFor(desk, "CL-3", Claim({}, LOAN_TYPE_GUARANTEED)), Yuan(500'000));
  EXPECT_EQ(desk.Usage({kCapKey}).paid, Yuan(500'000));
  EXPECT_EQ(desk.File("CL-3").terms.cap_key, "m7/E-1/GUARANTEED/2021");
}

TEST(FinancingClaim, CountsNormalInterestOnly) {
  auto paid = Paid("L-1", "息-1", "2021-03-21", 1'000);
  paid.set_penalty_fen(100'000);
  paid.set_overdue_fen(100'000);
  paid.set_extension_fen(100'000);
  paid.set_fee_fen(100'000);
  auto penalty = Paid("L-1", "罚-1", "2021-03-22", 0);
  penalty.set_penalty_fen(100'000);
  Desk desk = At(Of(Signed("L-1"), paid, penalty));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Fen(400));
}

TEST(FinancingClaim, TakesOffInterestThatCameBack) {
  Desk desk = At(Borrowed("L-1", Yuan(1'000)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(400));
  desk.Record(Of(Refunded("L-1", "息-1", "2022-05-01", Yuan(600).count)));
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Yuan(160));
}

TEST(FinancingClaim, CarriesWhatMergedPartsUsedOfTheirCaps) {
  Desk desk = At(testing::Maker(StoryOf(2)) + Borrowed("L-1", Yuan(1'000'000)) +
                 Of(Revenue("E-2", 2019, 1)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(400'000));
  desk.Record(Of(registry::testing::Merged("E-1", "E-2", "2022-03-20")) +
              Borrowed("L-2", Yuan(1'000'000), LOAN_TYPE_CREDIT, "E-2"));
  const CivilDay later(2022, 4, 20);
  desk.On(later);
  const MeasureFacts late(Financing::ClaimFor({"E-2", later, {}}, LOAN_TYPE_CREDIT, 2021, "P-1"));
  EXPECT_EQ(desk.Submit("CL-2", "R-2", late, "E-2"), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PAID), "");
  EXPECT_EQ(desk.Amount("CL-2"), Yuan(100'000));
  EXPECT_EQ(desk.File("CL-2").terms.cap_key, "m7/E-2/CREDIT/2021");
}

TEST(FinancingClaim, IsRefusedInThisOrder) {
  const auto refusal = [](const History& facts, const MeasureFacts& claim = Claim({"L-1"}),
                          const std::string& enterprise_id = "E-1") {
    return At(facts).Submit("CL-1", "R-1", claim, enterprise_id);
  };
  EXPECT_EQ(refusal(Of(registry::testing::Registered("E-3")),
                    Claim({"L-1"}, LOAN_TYPE_CREDIT, 2020, "E-3"), "E-3"),
            kEnterpriseNotInZone);
  EXPECT_EQ(refusal({}, Claim({"L-1"}, LOAN_TYPE_CREDIT, 2020)), kLimitYearNotClaimable);
  EXPECT_EQ(refusal({}, Claim({"L-1"}, LOAN_TYPE_CREDIT, 2022)), kLimitYearNotClaimable);
  EXPECT_EQ(refusal({}), kLoanUnknown);
  EXPECT_EQ(refusal(Borrowed("L-1", Yuan(1), LOAN_TYPE_CREDIT, "E-2")), kLoanOfAnother);
  EXPECT_EQ(refusal(Borrowed("L-1", Yuan(1), LOAN_TYPE_GUARANTEED)), kCreditProductDiffers);
  EXPECT_EQ(refusal(Of(Signed("L-1"))), kInterestNotPaid);
  EXPECT_EQ(refusal({}, Claim()), kInterestNotPaid);
  EXPECT_EQ(refusal(Of(Signed("L-1"), Paid("L-1", "息-1", "2021-03-21", 5),
                       Refunded("L-1", "息-1", "2021-04-01", 5))),
            kInterestNotPaid);
  History many = Of(Signed("L-1"));
  for (std::size_t i = 0; i <= kVouchersMax; ++i) {
    many = many + Of(Paid("L-1", fmt::format("息-{}", i), "2021-03-21", 1));
  }
  EXPECT_EQ(refusal(many), kVouchersTooMany);
  many.pop_back();
  EXPECT_EQ(refusal(many), "");
}

TEST(FinancingClaim, ChecksTheRevenueOfTheYearBeforeTheLoan) {
  const auto refusal = [](const History& facts) {
    return At(Borrowed("L-1", Yuan(1)) + facts).Submit("CL-1", "R-1", Claim());
  };
  EXPECT_EQ(refusal({}), "");  // Exactly 200,000,000 yuan.
  EXPECT_EQ(refusal(Of(Revenue("E-1", 2019, kRevenueMax + 1))), kRevenueTooHigh);
  EXPECT_EQ(refusal(Of(Revenue("E-1", 2020, kRevenueMax + 1))), "");
  auto later = Signed("L-2");
  later.set_signed_date("2021-01-01");
  Desk desk = At(Of(later, Paid("L-2", "息-1", "2021-03-21", 5)));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), kRevenueUnknown);
}

TEST(FinancingClaim, NeedsAFirstCreatedProductOfTheClaimants) {
  namespace products = certification::testing;
  using certification::v1::DELISTING_KIND_EXPIRED;
  using certification::v1::DELISTING_KIND_VOID;
  const auto refusal = [](const History& facts, const std::string& product_id = "P-1") {
    const MeasureFacts claim(
        Financing::ClaimFor({"E-1", kToday, {}}, LOAN_TYPE_CREDIT, 2021, product_id));
    return At(Borrowed("L-1", Yuan(1)) + facts).Submit("CL-1", "R-1", claim);
  };
  EXPECT_EQ(refusal({}, "P-9"), kProductUnknown);
  EXPECT_EQ(refusal(Of(products::Submitted("P-7", "E-2")), "P-7"), kProductOfAnotherMaker);
  EXPECT_EQ(refusal(Of(products::Delisted("P-1", "E-1", DELISTING_KIND_EXPIRED, "2022-01-01"))),
            kProductDelisted);
  EXPECT_EQ(refusal(Of(products::Submitted("P-7", "E-1")), "P-7"), kProductNotCertified);

  Desk desk = At(Borrowed("L-1", Yuan(1)));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_GRANTED), "");
  desk.Record(Of(products::Delisted("P-1", "E-1", DELISTING_KIND_VOID, "2022-01-01")));
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PAID), kProductDelisted);
}

TEST(FinancingClaim, StopsAtTheCap) {
  Desk desk = At(Borrowed("L-1", Yuan(2'000'000)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(500'000));
  desk.Record(Borrowed("L-2", Yuan(1)));
  EXPECT_EQ(desk.Submit("CL-2", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_COMPUTED), kCapExhausted);
}

TEST(FinancingClaim, FundsAVoucherOnce) {
  Desk desk = At(Borrowed("L-1", Yuan(100)) + Borrowed("L-2", Yuan(100)));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim({"L-1"})), "");
  EXPECT_EQ(desk.Submit("CL-2", "R-2", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PROPOSED), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PROPOSED), kEvidenceAlreadyUsed);
}

}  // namespace
}  // namespace debut::grants
