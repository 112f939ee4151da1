#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/certification/product_file.h"

namespace debut::certification {

// The maker hands in evidence for a product under assessment. It may be older than the submission.
struct FileEvidence {
  std::string product_id;
  Evidence evidence;

  std::tuple<ProductFile> Reads() const;
  // Nothing if it is on file.
  decision::Decision Decide(const ProductFile& product) const;
};

static_assert(decision::Command<FileEvidence>);

}  // namespace debut::certification
