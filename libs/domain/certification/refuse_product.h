#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"

namespace debut::certification {

// The product is not certified, for reasons given.
struct RefuseProduct {
  std::string product_id;
  absl::CivilDay refused_date;
  std::string grounds;

  std::tuple<ProductFile> Reads() const;
  // Nothing if it was refused on that date.
  decision::Decision Decide(const ProductFile& product) const;
};

static_assert(decision::Command<RefuseProduct>);

}  // namespace debut::certification
