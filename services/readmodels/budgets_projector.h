#pragma once

#include <string>

#include "debut/readmodels/v1/rows.pb.h"
#include "projection/projector.h"

namespace debut::readmodels {

// By budget id, without room_fen: see RoomIn().
inline constexpr projection::Table<v1::Budget> kBudgets{'b'};

// What every budget has, and where it went.
class BudgetsProjector final : public projection::Projector {
 public:
  std::string name() const override { return "budgets"; }
  std::uint32_t version() const override { return 2; }
  eventstore::Query Selects() const override;
  void Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const override;
};

std::int64_t RoomIn(const v1::Budget& budget);

}  // namespace debut::readmodels
