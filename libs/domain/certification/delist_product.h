#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"

namespace debut::certification {

// A product leaves the catalogue: EXPIRED by the yearly adjustment (nothing is recovered), REVOKED
// from now on, VOID for fraud, from the start (every dependent award is recovered). Fraud may turn
// out after the product has left. A certified product that is not listed yet can be revoked or
// voided, and so never is.
struct DelistProduct {
  std::string product_id;
  v1::DelistingKind kind = v1::DELISTING_KIND_UNSPECIFIED;
  absl::CivilDay effective_date;
  std::string document;
  std::string grounds;

  std::tuple<ProductFile> Reads() const;
  decision::Decision Decide(const ProductFile& product) const;
};

static_assert(decision::Command<DelistProduct>);

}  // namespace debut::certification
