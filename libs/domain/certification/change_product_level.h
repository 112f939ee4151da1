#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"

namespace debut::certification {

// A new assessment finds another level, which counts from a date on: contracts that were signed
// before keep the level of their day (W9).
struct ChangeProductLevel {
  std::string product_id;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  absl::CivilDay effective_date;
  std::string document;

  std::tuple<ProductFile> Reads() const;
  // Nothing if the product has this level on that date.
  decision::Decision Decide(const ProductFile& product) const;
};

static_assert(decision::Command<ChangeProductLevel>);

}  // namespace debut::certification
