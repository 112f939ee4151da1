#include "services/certification/answers.h"

#include "calendar/date.h"

namespace debut::certification {

v1::ProductState StateOn(const ProductFile& file, absl::CivilDay date) {
  const bool certified = file.certified_date.has_value() && *file.certified_date <= date;
  if (certified && file.DelistingOn(date) != nullptr) return v1::PRODUCT_STATE_DELISTED;
  if (file.ListedOn(date)) return v1::PRODUCT_STATE_LISTED;
  if (certified) return v1::PRODUCT_STATE_CERTIFIED;
  if (file.refused_date.has_value() && *file.refused_date <= date) {
    return v1::PRODUCT_STATE_REFUSED;
  }
  return file.accepted_date <= date ? v1::PRODUCT_STATE_SUBMITTED : v1::PRODUCT_STATE_UNSPECIFIED;
}

v1::Laboratory LaboratoryOn(const LaboratoryFile& file, absl::CivilDay date) {
  v1::Laboratory laboratory;
  laboratory.set_laboratory_id(file.laboratory_id);
  laboratory.set_registered_date(calendar::FormatDate(*file.registered_date));
  for (int i = v1::Field_MIN + 1; i <= v1::Field_MAX; ++i) {
    const auto field = static_cast<v1::Field>(i);
    if (file.AccreditedOn(field, date)) laboratory.add_fields(field);
  }
  laboratory.set_suspended(file.SuspensionOn(date) != nullptr);
  return laboratory;
}

v1::Product ProductOn(const ProductFile& file, absl::CivilDay date) {
  v1::Product product;
  product.set_product_id(file.product_id);
  product.set_family_id(file.family_id);
  product.set_enterprise_id(file.enterprise_id);
  product.set_name(file.name);
  product.set_type(file.type);
  product.set_field(file.field);
  product.set_level(file.LevelOn(date));
  product.set_state(StateOn(file, date));
  if (file.certified_date.has_value() && *file.certified_date <= date) {
    product.set_certificate_number(file.certificate_number);
    product.set_certified_date(calendar::FormatDate(*file.certified_date));
  }
  for (const auto& [listed_date, edition_ids] : file.listings) {
    if (listed_date > date) break;
    for (const std::string& id : edition_ids) product.add_edition_ids(id);
  }
  if (const Delisting* delisting = file.DelistingOn(date)) {
    product.set_delisting_kind(delisting->kind);
    product.set_delisted_date(calendar::FormatDate(delisting->effective_date));
  }
  std::uint32_t experts = 0;
  std::uint32_t scores = 0;
  for (const auto& [expert_id, expert] : file.experts) {
    if (!expert.recused) ++experts;
    if (expert.score.has_value()) ++scores;
  }
  product.set_experts_count(experts);
  product.set_scores_count(scores);
  if (file.reassessment.has_value()) {
    product.set_reassessment_id(file.reassessment->reassessment_id);
  }
  return product;
}

}  // namespace debut::certification
