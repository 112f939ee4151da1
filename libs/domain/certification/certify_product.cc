#include "domain/certification/certify_product.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using decision::Decision;
using decision::Reject;
using policy::v1::CertificationRules;

std::tuple<ProductFile, CertificateHolder, registry::Party, policy::PolicyInForce>
CertifyProduct::Reads() const {
  return {ProductFile{product_id}, CertificateHolder{certificate_number}, maker,
          policy::PolicyInForce{certified_date}};
}

Decision CertifyProduct::Decide(const ProductFile& product, const CertificateHolder& holder,
                                const registry::Party& maker_file,
                                const policy::PolicyInForce& policy) const {
  const bool so_already = product.certified_date == certified_date &&
                          product.certificate_number == certificate_number &&
                          product.LevelOn(certified_date) == level;
  if (so_already) return decision::Nothing();
  if (auto refusal = RefusalOfAssessment(product)) return *std::move(refusal);
  if (maker.id() != product.enterprise_id || !maker_file.Complete()) return decision::Stale{};
  if (auto refusal = RefusalBeforeAcceptance(product, certified_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfCertifier(product)) return *std::move(refusal);
  if (policy.InForce() == nullptr) return RejectPolicyNotInForce(certified_date);
  const CertificationRules& rules = policy.InForce()->version.certification();
  if (auto refusal = RefusalOfReports(product, rules)) return *std::move(refusal);
  if (auto refusal = RefusalOfExperts(product, maker_file, rules)) return *std::move(refusal);
  if (auto refusal = RefusalOfScores(product, rules)) return *std::move(refusal);
  if (!holder.product_id.empty()) {
    return decision::RejectAlreadyExists(
        kCertificateNumberTaken,
        fmt::format("certificate {} is that of {}", certificate_number, holder.product_id),
        {{"product_id", holder.product_id}});
  }

  v1::ProductCertified fact;
  fact.set_product_id(product_id);
  fact.set_family_id(product.family_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_level(level);
  fact.set_type(product.type);
  fact.set_field(product.field);
  fact.set_certificate_number(certificate_number);
  fact.set_certified_date(calendar::FormatDate(certified_date));
  fact.set_name(product.name);
  return decision::Record(fact);
}

std::optional<Decision> CertifyProduct::RefusalOfCertifier(const ProductFile& product) const {
  if (by == product.submitted_by) {
    return Reject(kCertifierIsSubmitter, fmt::format("the caller submitted {}", product_id));
  }
  if (product.experts.contains(by)) {
    return Reject(kCertifierIsExpert,
                  fmt::format("the caller was assigned to assess {}", product_id));
  }
  return std::nullopt;
}

std::optional<Decision> CertifyProduct::RefusalOfReports(const ProductFile& product,
                                                         const CertificationRules& rules) const {
  const auto passed = std::ranges::count_if(product.reports, [&](const auto& entry) {
    return entry.second.passed && entry.second.issued_date <= certified_date;
  });
  const auto& figure = rules.test_reports_min();
  if (passed >= figure.value()) return std::nullopt;
  return Reject(kTestReportsMissing,
                fmt::format("{} has {} passed test reports of {} (article {})", product_id, passed,
                            figure.value(), figure.article()),
                {{"article", figure.article()}});
}

std::optional<Decision> CertifyProduct::RefusalOfExperts(const ProductFile& product,
                                                         const registry::Party& maker_file,
                                                         const CertificationRules& rules) const {
  // A relation that was recorded after the expert was assigned still spoils the assessment.
  const std::set<std::string> related_ids = maker_file.RelatedIdsOn(product.accepted_date);
  std::size_t experts = 0;
  std::string silent_id;
  for (const auto& [expert_id, expert] : product.experts) {
    if (expert.recused) continue;
    ++experts;
    if (!expert.score.has_value()) silent_id = expert_id;
    if (!maker_file.Contains(expert.employer_id) && !related_ids.contains(expert.employer_id)) {
      continue;
    }
    return Reject(kExpertRecusalPending,
                  fmt::format("{} works for {}, which is, or is related to, the maker", expert_id,
                              expert.employer_id),
                  {{"expert_id", expert_id}, {"employer_id", expert.employer_id}});
  }
  const auto& figure = rules.experts_min();
  if (experts < figure.value()) {
    return Reject(kExpertsTooFew,
                  fmt::format("{} has {} experts of {} (article {})", product_id, experts,
                              figure.value(), figure.article()),
                  {{"article", figure.article()}});
  }
  if (experts % 2 == 0) {
    return Reject(kExpertsEven,
                  fmt::format("{} has an even number of experts, {}", product_id, experts),
                  {{"article", figure.article()}});
  }
  if (!silent_id.empty()) {
    return Reject(kExpertScoreMissing, fmt::format("{} has not scored {}", silent_id, product_id),
                  {{"expert_id", silent_id}});
  }
  return std::nullopt;
}

std::optional<Decision> CertifyProduct::RefusalOfScores(const ProductFile& product,
                                                        const CertificationRules& rules) const {
  std::uint64_t experts = 0;
  std::uint64_t sum = 0;
  std::uint64_t of_this_level = 0;
  for (const auto& [expert_id, expert] : product.experts) {
    if (expert.recused) continue;
    ++experts;
    sum += expert.score->score;
    if (expert.score->level == level) ++of_this_level;
  }
  const auto& figure = rules.mean_score_min();
  if (sum < experts * figure.value()) {
    return Reject(kScoreTooLow,
                  fmt::format("{} experts gave {} points, less than {} each (article {})", experts,
                              sum, figure.value(), figure.article()),
                  {{"article", figure.article()}});
  }
  if (of_this_level * 2 > experts) return std::nullopt;
  return Reject(kLevelNotFoundByExperts, fmt::format("{} of {} experts find {}", of_this_level,
                                                     experts, v1::Level_Name(level)));
}

}  // namespace debut::certification
