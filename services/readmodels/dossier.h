#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "calendar/date.h"
#include "debut/policy/v1/policy.pb.h"
#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "debut/readmodels/v1/reports.pb.h"
#include "projection/row_reader.h"

namespace debut::readmodels {

// The rows that a dossier is made of, now or at an earlier position, and what was in force then.
struct DossierSources {
  const projection::RowReader& names;
  const projection::RowReader& limits;
  const projection::RowReader& claims;
  const projection::RowReader& caps;
  const projection::RowReader& products;
  const policy::v1::PolicyVersion* policy;  // Null: none was in force.
  calendar::Date date;
};

// The dossier of a party: the enterprise, then those that were merged into it.
absl::StatusOr<v1::Dossier> MakeDossier(const DossierSources& sources,
                                        const std::vector<std::string>& party);

// The ids that the indexes of a party lead to: of its claims, caps or products.
absl::StatusOr<std::vector<std::string>> IdsOf(const projection::RowReader& rows,
                                               projection::Table<v1::IndexEntry> index,
                                               const std::vector<std::string>& party);

}  // namespace debut::readmodels
