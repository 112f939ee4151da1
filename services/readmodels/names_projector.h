#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "calendar/date.h"
#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "projection/projector.h"

namespace debut::readmodels {

// By the id of an enterprise, an institution or a branch.
inline constexpr projection::Table<v1::PartyNames> kNames{'n'};

// By successor: what was merged into it directly. See PartyOf().
inline constexpr projection::Table<v1::PartyMembers> kMembers{'m'};

// What parties are called, for the models that show names.
class NamesProjector final : public projection::Projector {
 public:
  std::string name() const override { return "names"; }
  std::uint32_t version() const override { return 2; }
  eventstore::Query Selects() const override;
  void Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const override;
};

// The name on a legal date: the latest that is in effect, or the first one before any is.
std::string NameOn(const v1::PartyNames& names, calendar::Date date);

// The enterprise and all that were merged into it, over any number of mergers: one legal person.
absl::StatusOr<std::vector<std::string>> PartyOf(const projection::RowReader& names,
                                                 const std::string& enterprise_id);

}  // namespace debut::readmodels
