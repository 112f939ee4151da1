#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/certification/product_file.h"

namespace debut::certification {

// An expert (回避) does not assess a product after all; not once a score is given, which stays.
struct RecuseExpert {
  std::string product_id;
  std::string expert_id;
  std::string reason;

  std::tuple<ProductFile> Reads() const;
  // Nothing if the expert was recused.
  decision::Decision Decide(const ProductFile& product) const;
};

static_assert(decision::Command<RecuseExpert>);

}  // namespace debut::certification
