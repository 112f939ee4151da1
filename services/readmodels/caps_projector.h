#pragma once

#include <string>

#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "debut/readmodels/v1/rows.pb.h"
#include "projection/projector.h"

namespace debut::readmodels {

// By cap key, without room_fen: see RoomUnder().
inline constexpr projection::Table<v1::Cap> kCaps{'c'};
// By "<enterprise>/<cap key>": the caps that the enterprise's awards were proposed under.
inline constexpr projection::Table<v1::IndexEntry> kCapsByEnterprise{'e'};

// What is used of every cap that an award was proposed under. The cap itself is what the latest
// proposal was cut to: that of the policy which its round has pinned, by the level on the signing
// date.
class CapsProjector final : public projection::Projector {
 public:
  std::string name() const override { return "caps"; }
  std::uint32_t version() const override { return 2; }
  eventstore::Query Selects() const override;
  void Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const override;
};

// Zero for an unlimited cap.
std::int64_t RoomUnder(const v1::Cap& cap);

}  // namespace debut::readmodels
