#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"
#include "domain/standards/standard_file.h"

namespace debut::standards {

// The standard is for one more product.
struct CoverProduct {
  std::string standard_id;
  std::string product_id;
  absl::CivilDay covered_date;

  std::tuple<StandardFile, certification::ProductFile> Reads() const;
  // Nothing if it is for the product already.
  decision::Decision Decide(const StandardFile& standard,
                            const certification::ProductFile& product) const;
};

static_assert(decision::Command<CoverProduct>);

}  // namespace debut::standards
