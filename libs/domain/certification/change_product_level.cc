#include "domain/certification/change_product_level.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

std::tuple<ProductFile, registry::Party, LaboratoryFiles, ExpertInterests, policy::PolicyInForce>
ChangeProductLevel::Reads() const {
  return {ProductFile{product_id}, maker, laboratories, interests,
          policy::PolicyInForce{effective_date}};
}

decision::Decision ChangeProductLevel::Decide(const ProductFile& product,
                                              const registry::Party& maker_file,
                                              const LaboratoryFiles& laboratory_files,
                                              const ExpertInterests& expert_interests,
                                              const policy::PolicyInForce& policy) const {
  if (auto refusal = RefusalOfReassessment(product, effective_date)) return *std::move(refusal);
  if (!product.reassessment.has_value()) {
    if (product.LevelOn(effective_date) == level) return decision::Nothing();
    return decision::Reject(kReassessmentNotOpen,
                            fmt::format("{} is not being assessed again", product_id),
                            {{"product_id", product_id}});
  }
  static const policy::v1::CertificationRules none;
  const AssessmentFacts facts{
      product, maker_file, laboratory_files, expert_interests,
      policy.InForce() == nullptr ? none : policy.InForce()->version.certification()};
  if (!facts.KeysFit()) return decision::Stale{};
  if (auto refusal = RefusalBeforeAcceptance(product, effective_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfCertifier(product, by)) return *std::move(refusal);
  if (policy.InForce() == nullptr) return RejectPolicyNotInForce(effective_date);
  if (auto refusal = RefusalOfEvidence(facts, level, effective_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfReports(facts, effective_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfExperts(facts, effective_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfScores(facts, level)) return *std::move(refusal);

  v1::ProductLevelChanged fact;
  fact.set_product_id(product_id);
  fact.set_family_id(product.family_id);
  fact.set_level(level);
  fact.set_effective_date(calendar::FormatDate(effective_date));
  fact.set_document(document);
  fact.set_reassessment_id(product.reassessment->reassessment_id);
  return decision::Record(fact);
}

}  // namespace debut::certification
