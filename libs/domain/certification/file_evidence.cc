#include "domain/certification/file_evidence.h"

#include <algorithm>

#include "calendar/date.h"
#include "domain/certification/guards.h"

namespace debut::certification {

std::tuple<ProductFile> FileEvidence::Reads() const { return {ProductFile{product_id}}; }

decision::Decision FileEvidence::Decide(const ProductFile& product) const {
  if (auto refusal = RefusalOfAssessment(product)) return *std::move(refusal);
  if (std::ranges::find(product.evidence, evidence) != product.evidence.end()) {
    return decision::Nothing();
  }

  v1::EvidenceFiled fact;
  fact.set_product_id(product_id);
  fact.set_kind(evidence.kind);
  fact.set_document(evidence.document);
  fact.set_issued_date(calendar::FormatDate(evidence.issued_date));
  return decision::Record(fact);
}

}  // namespace debut::certification
