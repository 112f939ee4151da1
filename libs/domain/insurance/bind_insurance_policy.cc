#include "domain/insurance/bind_insurance_policy.h"

#include "domain/insurance/guards.h"
#include "domain/insurance/insurance_keys.h"

namespace debut::insurance {
namespace {

using calendar::FormatDate;
using decision::Decision;

Decision RejectRecorded(const std::string& policy_id) {
  return decision::RejectAlreadyExists(
      kInsurancePolicyAlreadyRecorded,
      fmt::format("the insurance policy is recorded as {}", policy_id), {{"policy_id", policy_id}});
}

}  // namespace

std::tuple<InsurancePolicyFile, InsurancePolicyKeyHolder, InsurerFile, registry::Party,
           certification::ProductFiles, InsurancePolicyFile>
BindInsurancePolicy::Reads() const {
  return {InsurancePolicyFile{policy_id},
          InsurancePolicyKeyHolder{evidence_key},
          InsurerFile{insurer_id},
          holder,
          certification::ProductFiles(product_ids),
          InsurancePolicyFile{renews_policy_id}};
}

Decision BindInsurancePolicy::Decide(const InsurancePolicyFile& policy,
                                     const InsurancePolicyKeyHolder& key_holder,
                                     const InsurerFile& insurer, const registry::Party& party,
                                     const certification::ProductFiles& products,
                                     const InsurancePolicyFile& renewed) const {
  if (!insurer.registered) return RejectInsurerUnknown(insurer_id);
  if (!party.Known()) return RejectEnterpriseUnknown(party.id());
  if (!party.Complete() ||
      InsurancePolicyKey(insurer.credit_code, number, from, to) != evidence_key) {
    return decision::Stale{};
  }
  if (policy.bound) return RejectRecorded(policy_id);
  if (!key_holder.policy_id.empty()) return RejectRecorded(key_holder.policy_id);
  if (auto refusal = RefusalOfProducts(party, products)) return *std::move(refusal);
  if (renews_policy_id.empty()) return decision::Record(Fact());
  if (auto refusal = RefusalOfRenewal(party, renewed)) return *std::move(refusal);
  return decision::Record(Fact(), RenewalOf(renewed));
}

std::optional<Decision> BindInsurancePolicy::RefusalOfProducts(
    const registry::Party& party, const certification::ProductFiles& products) const {
  for (const auto& [product_id, product] : products.files) {
    if (!product.submitted) {
      return decision::RejectNotFound(kProductUnknown, fmt::format("no product {}", product_id),
                                      {{"product_id", product_id}});
    }
    if (party.Contains(product.enterprise_id)) continue;
    return decision::Reject(kProductOfAnotherMaker,
                            fmt::format("{} is made by {}", product_id, product.enterprise_id),
                            {{"product_id", product_id}, {"maker_id", product.enterprise_id}});
  }
  return std::nullopt;
}

std::optional<Decision> BindInsurancePolicy::RefusalOfRenewal(
    const registry::Party& party, const InsurancePolicyFile& renewed) const {
  if (!renewed.bound) return RejectPolicyUnknown(renews_policy_id);
  if (!party.Contains(renewed.enterprise_id)) {
    return decision::Reject(
        kInsurancePolicyOfAnother,
        fmt::format("{} belongs to {}", renews_policy_id, renewed.enterprise_id),
        {{"policy_id", renews_policy_id}, {"holder_id", renewed.enterprise_id}});
  }
  if (!renewed.renewed_by_policy_id.empty()) {
    return decision::Reject(
        kInsurancePolicyAlreadyRenewed,
        fmt::format("{} was renewed by {}", renews_policy_id, renewed.renewed_by_policy_id),
        {{"renewed_by_policy_id", renewed.renewed_by_policy_id}});
  }
  if (from > renewed.CoverEnds()) return std::nullopt;
  const std::string ends = FormatDate(renewed.CoverEnds());
  return decision::Reject(kCoverOverlaps,
                          fmt::format("{} covers the days until {}", renews_policy_id, ends),
                          {{"policy_id", renews_policy_id}, {"cover_ends_date", ends}});
}

v1::InsurancePolicyBound BindInsurancePolicy::Fact() const {
  v1::InsurancePolicyBound fact;
  fact.set_policy_id(policy_id);
  fact.set_evidence_key(evidence_key);
  fact.set_insurer_id(insurer_id);
  fact.set_number(number);
  fact.set_enterprise_id(holder.id());
  for (const std::string& id : product_ids) fact.add_product_ids(id);
  fact.set_from_date(FormatDate(from));
  fact.set_to_date(FormatDate(to));
  fact.set_premium_fen(premium.count);
  fact.set_bound_date(FormatDate(bound_date));
  return fact;
}

v1::InsurancePolicyRenewed BindInsurancePolicy::RenewalOf(
    const InsurancePolicyFile& renewed) const {
  v1::InsurancePolicyRenewed fact;
  fact.set_policy_id(renews_policy_id);
  fact.set_renewed_by_policy_id(policy_id);
  if (renewed.CoverEnds() + 1 < from) {
    fact.set_break_from_date(FormatDate(renewed.CoverEnds() + 1));
    fact.set_break_to_date(FormatDate(from - 1));
  }
  return fact;
}

}  // namespace debut::insurance
