#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/certification/product_file.h"

namespace debut::certification {

// A laboratory's report on a product under assessment. It may be older than the submission.
struct FileTestReport {
  std::string product_id;
  std::string report_number;
  TestReport report;

  std::tuple<ProductFile> Reads() const;
  // Nothing if this very report is on file.
  decision::Decision Decide(const ProductFile& product) const;
};

static_assert(decision::Command<FileTestReport>);

}  // namespace debut::certification
