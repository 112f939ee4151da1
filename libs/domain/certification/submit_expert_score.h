#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/certification/product_file.h"

namespace debut::certification {

// What an expert finds. It can't be changed. Requires a score from 0 to 100.
struct SubmitExpertScore {
  std::string product_id;
  std::string expert_id;
  ExpertScore score;
  std::string by;  // Principal: the expert.

  std::tuple<ProductFile> Reads() const;
  // Nothing if this very score is on record.
  decision::Decision Decide(const ProductFile& product) const;
};

static_assert(decision::Command<SubmitExpertScore>);

}  // namespace debut::certification
