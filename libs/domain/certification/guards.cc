#include "domain/certification/guards.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using calendar::FormatDate;
using decision::Decision;

std::optional<Decision> RefusalOfUnknown(const ProductFile& product) {
  if (product.submitted) return std::nullopt;
  return decision::RejectNotFound(kProductUnknown,
                                  fmt::format("no product {} was submitted", product.product_id),
                                  {{"product_id", product.product_id}});
}

std::optional<Decision> RefusalOfAssessment(const ProductFile& product) {
  return product.reassessment.has_value() ? std::nullopt : RefusalOfDecided(product);
}

std::optional<Decision> RefusalOfDecided(const ProductFile& product) {
  if (auto refusal = RefusalOfUnknown(product)) return refusal;
  if (!product.Decided()) return std::nullopt;
  const std::string when = FormatDate(product.certified_date.has_value() ? *product.certified_date
                                                                         : *product.refused_date);
  return decision::Reject(
      kProductAlreadyDecided,
      fmt::format("{} was {} on {}", product.product_id,
                  product.certified_date.has_value() ? "certified" : "refused", when),
      {{"decided_date", when}});
}

std::optional<Decision> RefusalBeforeAcceptance(const ProductFile& product, absl::CivilDay date) {
  if (date >= product.AssessmentDate()) return std::nullopt;
  const std::string accepted = FormatDate(product.AssessmentDate());
  return decision::Reject(
      kDateBeforeAcceptance,
      fmt::format("{} was accepted for assessment on {}", product.product_id, accepted),
      {{"accepted_date", accepted}});
}

std::optional<Decision> RefusalOfChange(const ProductFile& product, absl::CivilDay date) {
  if (auto refusal = RefusalOfUnknown(product)) return refusal;
  if (!product.certified_date.has_value()) {
    return decision::Reject(kProductNotCertified,
                            fmt::format("{} is not certified", product.product_id),
                            {{"product_id", product.product_id}});
  }
  if (date >= *product.certified_date) return std::nullopt;
  const std::string certified = FormatDate(*product.certified_date);
  return decision::Reject(kDateBeforeCertification,
                          fmt::format("{} was certified on {}", product.product_id, certified),
                          {{"certified_date", certified}});
}

std::optional<Decision> RefusalOfReassessment(const ProductFile& product, absl::CivilDay date) {
  if (auto refusal = RefusalOfChange(product, date)) return refusal;
  const Delisting* delisting = product.DelistingOn(date);
  if (delisting == nullptr) return std::nullopt;
  const std::string since = FormatDate(delisting->effective_date);
  return decision::Reject(kProductDelisted,
                          fmt::format("{} was delisted on {}", product.product_id, since),
                          {{"delisted_date", since}});
}

std::optional<Decision> RefusalOfLaboratory(const LaboratoryFile& laboratory) {
  if (laboratory.registered_date.has_value()) return std::nullopt;
  return decision::RejectNotFound(
      kLaboratoryUnknown, fmt::format("no laboratory {} is registered", laboratory.laboratory_id),
      {{"laboratory_id", laboratory.laboratory_id}});
}

Decision RejectEnterpriseUnknown(const std::string& enterprise_id) {
  return decision::RejectNotFound(kEnterpriseUnknown,
                                  fmt::format("no enterprise {} is registered", enterprise_id),
                                  {{"enterprise_id", enterprise_id}});
}

Decision RejectPolicyNotInForce(absl::CivilDay date) {
  return decision::Reject(kPolicyNotInForce,
                          fmt::format("no policy version is in force on {}", FormatDate(date)),
                          {{"date", FormatDate(date)}});
}

}  // namespace debut::certification
