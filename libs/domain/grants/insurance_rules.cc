#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "calendar/date.h"
#include "domain/grants/guards.h"
#include "domain/grants/insurance.h"
#include "domain/grants/reasons.h"
#include "domain/grants/standing.h"
#include "policy/insurance.h"

// When a step of a claim of measure 4 is refused, and what the claim is worth.
namespace debut::grants {

using insurance::InsurancePolicyFile;
using money::Fen;
using money::Ratio;

std::optional<RateRule> Insurance::RateRuleIn(const policy::v1::PolicyVersion& policy) {
  const policy::v1::RatioFigure& rate = policy.insurance().rate();
  return RateRule{.rate = Ratio(rate.numerator(), rate.denominator()), .exact = true};
}

Refusal Insurance::RefusalAt(const Occasion& occasion, const Rules& rules,
                             const registry::Party& claimant) const {
  const policy::v1::InsuranceRules& figures = rules.policy.insurance();
  if (occasion.stage == Stage::kSubmission) {
    if (auto refusal = RefusalOfClaimant(claimant, occasion.date, figures.claimant_in_zone(),
                                         figures.claimant_is_sme())) {
      return refusal;
    }
    if (auto refusal = RefusalOfPolicies()) return refusal;
  }
  // After the payment, what has lost its ground does not count any more; see Calculate().
  if (occasion.stage > Stage::kPayment) return {};
  return RefusalOfProducts(occasion, figures);
}

Refusal Insurance::RefusalOfPolicies() const {
  for (const std::string& id : PolicyIdsAsked()) {
    const InsurancePolicyFile& policy = policies_.at(id);
    if (!policy.bound) {
      return RefuseNotFound(kInsurancePolicyUnknown,
                            fmt::format("there is no insurance policy {}", id),
                            {{"policy_id", id}});
    }
    if (!party_.Contains(policy.enterprise_id)) {
      return Refuse(kInsurancePolicyOfAnother,
                    fmt::format("{} belongs to {}, not {}", id, policy.enterprise_id, party_.id()),
                    {{"policy_id", id}, {"holder_id", policy.enterprise_id}});
    }
    const bool paid =
        std::ranges::count(basis().instalments, id, &InsuredInstalment::policy_id) > 0;
    if (paid || asked_->policy_ids.empty()) continue;
    return Refuse(kPremiumNotPaid,
                  fmt::format("no premium of {} on {} is left to be claimed", LimitYear(), id),
                  {{"policy_id", id}, {"limit_year", std::to_string(LimitYear())}});
  }
  if (basis().instalments.empty()) {
    return Refuse(kPremiumNotPaid,
                  fmt::format("no premium of {} is left to be claimed", LimitYear()),
                  {{"limit_year", std::to_string(LimitYear())}});
  }
  if (basis().instalments.size() > kInstalmentsMax ||
      basis().product_ids.size() > kInsuredProductsMax) {
    return Refuse(kInstalmentsTooMany,
                  fmt::format("a claim carries {} instalments at most, for {} products",
                              kInstalmentsMax, kInsuredProductsMax),
                  {{"instalments_max", std::to_string(kInstalmentsMax)},
                   {"products_max", std::to_string(kInsuredProductsMax)}});
  }
  return {};
}

Refusal Insurance::RefusalOfProducts(const Occasion& occasion,
                                     const policy::v1::InsuranceRules& rules) const {
  // Once granted, what has lost its ground lowers the entitlement instead.
  const bool one_is_enough = occasion.stage == Stage::kPayment;
  Refusal first;
  for (const InsuredInstalment& instalment : basis().instalments) {
    Refusal refusal = RefusalOfProductsOf(policies_.at(instalment.policy_id), occasion, rules);
    if (!refusal.has_value() && one_is_enough) return {};
    if (refusal.has_value() && !one_is_enough) return refusal;
    if (!first.has_value()) first = std::move(refusal);
  }
  return first;
}

// The first product's, unless another one is in good standing.
Refusal Insurance::RefusalOfProductsOf(const InsurancePolicyFile& policy, const Occasion& occasion,
                                       const policy::v1::InsuranceRules& rules) const {
  const bool asks_for_certificate =
      occasion.stage == Stage::kSubmission && rules.product_certified().value();
  Refusal first;
  for (const std::string& id : policy.product_ids) {
    const certification::ProductFile& product = products_.at(id);
    Refusal refusal = RefusalOfDelisting(product, occasion);
    if (!refusal.has_value() && asks_for_certificate && !product.CertifiedOn(occasion.date)) {
      refusal =
          Refuse(kProductNotCertified,
                 fmt::format("{} is not certified on {}", id, calendar::FormatDate(occasion.date)),
                 {{"product_id", id}});
    }
    if (!refusal.has_value()) return {};
    if (!first.has_value()) first = std::move(refusal);
  }
  return first;
}

bool Insurance::Counts(const InsurancePolicyFile& policy) const {
  return !std::ranges::all_of(policy.product_ids,
                              [&](const std::string& id) { return IsVoid(products_.at(id)); });
}

void Insurance::Calculate(const Rules& rules, Fen cap_used, const Occasion&,
                          policy::Calculation& calculation) const {
  std::map<std::string, policy::NetPremium> premiums;
  for (const std::string& subject : SubjectsThatCount()) {
    const auto [policy_id, voucher] = PartsOf(subject);
    const InsurancePolicyFile& insured = policies_.at(policy_id);
    if (!Counts(insured)) continue;
    const insurance::Instalment& instalment = insured.instalments.at(voucher);
    ENSURE(instalment.limit_year == LimitYear(), "an instalment of another year: " + subject);
    policy::NetPremium& premium = premiums[policy_id];
    premium.policy_id = policy_id;
    premium.paid += instalment.paid;
    premium.refunded += instalment.refunded;
    std::ranges::copy(instalment.positions, std::back_inserter(premium.positions));
  }
  policy::InsuranceInputs inputs{
      .premiums = {}, .rate = rules.round.rate.value(), .awarded = cap_used};
  for (auto& [id, premium] : premiums) inputs.premiums.push_back(std::move(premium));
  policy::CalculateInsurance(rules.policy.insurance(), inputs, calculation);
}

}  // namespace debut::grants
