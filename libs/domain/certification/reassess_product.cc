#include "domain/certification/reassess_product.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "decision/fact_codec.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

eventstore::Query ReassessmentIdUse::Selects() const {
  return {{{.types = decision::TypesOf<v1::ReassessmentOpened>(),
            .tags = {decision::Tag("reassessment", reassessment_id)}}}};
}

void ReassessmentIdUse::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::ReassessmentOpened>(event,
                                       [&](const auto& fact) { product_id = fact.product_id(); });
}

std::tuple<ProductFile, ReassessmentIdUse> OpenReassessment::Reads() const {
  return {ProductFile{product_id}, ReassessmentIdUse{reassessment_id}};
}

decision::Decision OpenReassessment::Decide(const ProductFile& product,
                                            const ReassessmentIdUse& use) const {
  if (auto refusal = RefusalOfReassessment(product, opened_date)) return *std::move(refusal);
  if (product.reassessment.has_value()) {
    const std::string& open_id = product.reassessment->reassessment_id;
    if (open_id == reassessment_id && product.reassessment->opened_date == opened_date) {
      return decision::Nothing();
    }
    return decision::RejectAlreadyExists(
        kReassessmentAlreadyOpen,
        fmt::format("{} is being assessed again as {}", product_id, open_id),
        {{"reassessment_id", open_id}});
  }

  if (!use.product_id.empty()) {
    return decision::RejectAlreadyExists(
        kReassessmentIdTaken,
        fmt::format("{} was opened for {} before", reassessment_id, use.product_id),
        {{"product_id", use.product_id}});
  }

  v1::ReassessmentOpened fact;
  fact.set_reassessment_id(reassessment_id);
  fact.set_product_id(product_id);
  fact.set_claimed_level(claimed_level);
  fact.set_opened_date(calendar::FormatDate(opened_date));
  fact.set_document(document);
  return decision::Record(fact);
}

std::tuple<ProductFile> CloseReassessment::Reads() const { return {ProductFile{product_id}}; }

decision::Decision CloseReassessment::Decide(const ProductFile& product) const {
  if (auto refusal = RefusalOfUnknown(product)) return *std::move(refusal);
  if (!product.reassessment.has_value()) {
    return decision::Reject(kReassessmentNotOpen,
                            fmt::format("{} is not being assessed again", product_id),
                            {{"product_id", product_id}});
  }
  if (auto refusal = RefusalBeforeAcceptance(product, closed_date)) return *std::move(refusal);

  v1::ReassessmentClosed fact;
  fact.set_reassessment_id(product.reassessment->reassessment_id);
  fact.set_product_id(product_id);
  fact.set_closed_date(calendar::FormatDate(closed_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::certification
