#pragma once

#include <string>

#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "debut/readmodels/v1/rows.pb.h"
#include "projection/projector.h"

namespace debut::readmodels {

// By "<enterprise>/<measure>/<round year>", without the enterprise's name.
inline constexpr projection::Table<v1::AnnualLimit> kLimits{'l'};
// By claim, of awards that were not released.
inline constexpr projection::Table<v1::AwardPlace> kAwardPlaces{'p'};

// What every enterprise was awarded, by measure and the year of the round.
class LimitsProjector final : public projection::Projector {
 public:
  std::string name() const override { return "limits"; }
  std::uint32_t version() const override { return 2; }
  eventstore::Query Selects() const override;
  void Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const override;
};

}  // namespace debut::readmodels
