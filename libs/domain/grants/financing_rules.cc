#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "calendar/date.h"
#include "domain/grants/financing.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"
#include "domain/grants/standing.h"
#include "policy/financing.h"

// When a step of a claim of measure 7 is refused, and what the claim is worth.
namespace debut::grants {

using financing::LoanFile;
using money::Fen;
using money::Ratio;

std::optional<RateRule> Financing::RateRuleIn(const policy::v1::PolicyVersion& policy) {
  const policy::v1::RatioFigure& rate = policy.financing().rate();
  return RateRule{.rate = Ratio(rate.numerator(), rate.denominator()), .exact = true};
}

Refusal Financing::RefusalAt(const Occasion& occasion, const Rules& rules,
                             const registry::Party& claimant) const {
  const policy::v1::FinancingRules& figures = rules.policy.financing();
  if (occasion.stage == Stage::kSubmission) {
    if (auto refusal = RefusalOfClaimant(claimant, occasion.date, figures.claimant_in_zone(),
                                         figures.claimant_is_sme())) {
      return refusal;
    }
    if (auto refusal = RefusalOfYear(occasion, figures)) return refusal;
    if (auto refusal = RefusalOfLoans()) return refusal;
  }
  if (occasion.stage <= Stage::kGrant) {
    if (auto refusal = RefusalOfRevenue(figures)) return refusal;
  }
  return RefusalOfProduct(occasion, figures, claimant);
}

Refusal Financing::RefusalOfYear(const Occasion& occasion,
                                 const policy::v1::FinancingRules& rules) const {
  const auto claimed = static_cast<std::uint32_t>(calendar::LimitYear(occasion.date));
  const std::uint32_t claimable = claimed - rules.claimed_years_after().value();
  if (LimitYear() == claimable) return {};
  return Refuse(
      kLimitYearNotClaimable, fmt::format("in {}, interest of {} is claimed", claimed, claimable),
      {{"limit_year", std::to_string(LimitYear())}, {"claimable_year", std::to_string(claimable)}});
}

Refusal Financing::RefusalOfLoans() const {
  for (const std::string& id : asked_ ? asked_->loan_ids : std::set<std::string>()) {
    const LoanFile& loan = loans_.at(id);
    if (!loan.recorded) {
      return RefuseNotFound(kLoanUnknown, fmt::format("there is no loan {}", id),
                            {{"loan_id", id}});
    }
    if (!party_.Contains(loan.enterprise_id)) {
      return Refuse(
          kLoanOfAnother,
          fmt::format("{} is the loan of {}, not {}", id, loan.enterprise_id, party_.id()),
          {{"loan_id", id}, {"borrower_id", loan.enterprise_id}});
    }
    if (loan.type != basis().credit_product) {
      return Refuse(kCreditProductDiffers,
                    fmt::format("{} is of another credit product than the claim", id),
                    {{"loan_id", id}, {"type", financing::v1::LoanType_Name(loan.type)}});
    }
    if (std::ranges::count(basis().vouchers, id, &ClaimedVoucher::loan_id) > 0) continue;
    return Refuse(kInterestNotPaid,
                  fmt::format("no interest of {} on {} is left to be claimed", LimitYear(), id),
                  {{"loan_id", id}, {"limit_year", std::to_string(LimitYear())}});
  }
  if (basis().vouchers.empty()) {
    return Refuse(kInterestNotPaid,
                  fmt::format("no interest of {} is left to be claimed", LimitYear()),
                  {{"limit_year", std::to_string(LimitYear())}});
  }
  if (basis().vouchers.size() > kVouchersMax) {
    return Refuse(kVouchersTooMany,
                  fmt::format("a claim carries {} vouchers at most", kVouchersMax),
                  {{"vouchers_max", std::to_string(kVouchersMax)}});
  }
  return {};
}

// Of the borrower, in the year before each loan was signed. A figure that is
// not there can't be checked, so it refuses.
Refusal Financing::RefusalOfRevenue(const policy::v1::FinancingRules& rules) const {
  const Fen revenue_max(rules.revenue_max().fen());
  for (const ClaimedVoucher& voucher : basis().vouchers) {
    const LoanFile& loan = loans_.at(voucher.loan_id);
    const auto year = static_cast<std::uint32_t>(calendar::LimitYear(loan.signed_date)) - 1;
    const auto file = revenues_.find(loan.enterprise_id);
    const bool known = file != revenues_.end() && file->second.revenues.contains(year);
    if (!known) {
      return Refuse(
          kRevenueUnknown,
          fmt::format("the revenue of {} in {} is not on record", loan.enterprise_id, year),
          {{"enterprise_id", loan.enterprise_id}, {"year", std::to_string(year)}});
    }
    const Fen revenue = file->second.revenues.at(year).amount;
    if (revenue <= revenue_max) continue;
    return Refuse(kRevenueTooHigh,
                  fmt::format("{} earned {} fen in {}, {} at most are subsidised",
                              loan.enterprise_id, revenue.count, year, revenue_max.count),
                  {{"year", std::to_string(year)},
                   {"revenue_fen", std::to_string(revenue.count)},
                   {"revenue_max_fen", std::to_string(revenue_max.count)}});
  }
  return {};
}

Refusal Financing::RefusalOfProduct(const Occasion& occasion,
                                    const policy::v1::FinancingRules& rules,
                                    const registry::Party& claimant) const {
  const std::string& id = basis().product_id;
  if (!product_.submitted) {
    return RefuseNotFound(kProductUnknown, fmt::format("there is no product {}", id),
                          {{"product_id", id}});
  }
  if (!claimant.Contains(product_.enterprise_id)) {
    return Refuse(kProductOfAnotherMaker,
                  fmt::format("{} makes {}, not {}", product_.enterprise_id, id, claimant.id()),
                  {{"product_id", id}, {"maker_id", product_.enterprise_id}});
  }
  if (auto refusal = RefusalOfDelisting(product_, occasion)) return refusal;
  if (occasion.stage != Stage::kSubmission || !rules.product_certified().value() ||
      product_.CertifiedOn(occasion.date)) {
    return {};
  }
  return Refuse(kProductNotCertified,
                fmt::format("{} is not certified on {}", id, calendar::FormatDate(occasion.date)),
                {{"product_id", id}});
}

void Financing::Calculate(const Rules& rules, Fen cap_used, const Occasion&,
                          policy::Calculation& calculation) const {
  std::map<std::string, policy::NetInterest> interest;
  policy::FinancingInputs inputs{
      .interest = {},
      .credit_product = financing::v1::LoanType_Name(basis().credit_product),
      .credit_product_positions = {},
      .rate = rules.round.rate.value(),
      .awarded = cap_used};
  for (const std::string& subject : SubjectsThatCount()) {
    const auto [loan_id, voucher] = PartsOf(subject);
    const LoanFile& loan = loans_.at(loan_id);
    const financing::InterestPayment& payment = loan.payments.at(voucher);
    ENSURE(payment.limit_year == LimitYear(), "interest of another year: " + subject);
    const auto [paid, is_first] = interest.try_emplace(loan_id);
    if (is_first) {
      paid->second.loan_id = loan_id;
      inputs.credit_product_positions.push_back(loan.position);
    }
    paid->second.paid += payment.parts.normal;
    paid->second.refunded += payment.refunded;
    std::ranges::copy(payment.positions, std::back_inserter(paid->second.positions));
  }
  for (auto& [id, paid] : interest) inputs.interest.push_back(std::move(paid));
  policy::CalculateFinancing(rules.policy.financing(), inputs, calculation);
}

}  // namespace debut::grants
