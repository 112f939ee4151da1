#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/certification/laboratory_file.h"
#include "domain/certification/product_file.h"
#include "domain/registry/party.h"

namespace debut::certification {

// A laboratory's report on a product under assessment. It may be older than the submission. On the
// day of issue the laboratory was accredited in the product's field, not suspended, and neither the
// maker nor related to it; nor was it related on the acceptance date.
struct FileTestReport {
  std::string product_id;
  std::string report_number;
  TestReport report;
  registry::Party laboratory{""};  // Unread, with all its members.
  registry::Party maker{""};       // Of the product: unread, with all its members.

  std::tuple<ProductFile, LaboratoryFile, registry::Party, registry::Party> Reads() const;
  // Nothing if this very report is on file. Stale if the keys don't fit.
  decision::Decision Decide(const ProductFile& product, const LaboratoryFile& laboratory_file,
                            const registry::Party& laboratory_party,
                            const registry::Party& maker_file) const;

 private:
  std::optional<decision::Decision> RefusalOfIssuer(const ProductFile& product,
                                                    const LaboratoryFile& laboratory_file,
                                                    const registry::Party& laboratory_party,
                                                    const registry::Party& maker_file) const;
};

static_assert(decision::Command<FileTestReport>);

}  // namespace debut::certification
