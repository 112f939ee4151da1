#include "domain/certification/certify_product.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using decision::Decision;

std::tuple<ProductFile, CertificateHolder, registry::Party, LaboratoryFiles, ExpertInterests,
           policy::PolicyInForce>
CertifyProduct::Reads() const {
  return {ProductFile{product_id},
          CertificateHolder{certificate_number},
          maker,
          laboratories,
          interests,
          policy::PolicyInForce{certified_date}};
}

Decision CertifyProduct::Decide(const ProductFile& product, const CertificateHolder& holder,
                                const registry::Party& maker_file,
                                const LaboratoryFiles& laboratory_files,
                                const ExpertInterests& expert_interests,
                                const policy::PolicyInForce& policy) const {
  const bool began_family = !product.previous_product_id.empty() && product.family_id == product_id;
  const bool so_already = product.certified_date == certified_date &&
                          product.certificate_number == certificate_number &&
                          product.LevelOn(certified_date) == level &&
                          began_family == !what_is_new.empty();
  if (so_already) return decision::Nothing();
  if (auto refusal = RefusalOfDecided(product)) return *std::move(refusal);
  static const policy::v1::CertificationRules none;
  const AssessmentFacts facts{
      product, maker_file, laboratory_files, expert_interests,
      policy.InForce() == nullptr ? none : policy.InForce()->version.certification()};
  if (!facts.KeysFit()) return decision::Stale{};
  if (auto refusal = RefusalBeforeAcceptance(product, certified_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfCertifier(product, by)) return *std::move(refusal);
  if (policy.InForce() == nullptr) return RejectPolicyNotInForce(certified_date);
  if (auto refusal = RefusalOfEvidence(facts, level, certified_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfReports(facts, certified_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfExperts(facts, certified_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfScores(facts, level)) return *std::move(refusal);
  if (auto refusal = RefusalOfFamily(facts)) return *std::move(refusal);
  if (!holder.product_id.empty()) {
    return decision::RejectAlreadyExists(
        kCertificateNumberTaken,
        fmt::format("certificate {} is that of {}", certificate_number, holder.product_id),
        {{"product_id", holder.product_id}});
  }

  v1::ProductCertified fact;
  fact.set_product_id(product_id);
  fact.set_family_id(what_is_new.empty() ? product.family_id : product_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_level(level);
  fact.set_type(product.type);
  fact.set_field(product.field);
  fact.set_certificate_number(certificate_number);
  fact.set_certified_date(calendar::FormatDate(certified_date));
  fact.set_name(product.name);
  fact.set_what_is_new(what_is_new);
  return decision::Record(fact);
}

std::optional<Decision> CertifyProduct::RefusalOfFamily(const AssessmentFacts& facts) const {
  if (what_is_new.empty()) return std::nullopt;
  if (facts.product.previous_product_id.empty()) {
    return decision::Reject(kProductIsNoNewVersion,
                            fmt::format("{} is no version of another product", product_id),
                            {{"product_id", product_id}});
  }
  return RefusalOfNovelty(facts);
}

}  // namespace debut::certification
