#pragma once

#include <string>

#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "debut/readmodels/v1/rows.pb.h"
#include "projection/projector.h"

namespace debut::readmodels {

// By claim id, without the enterprise's name and the next step: see SetNextStep().
inline constexpr projection::Table<v1::ClaimRow> kClaims{'c'};
// By round id: the rounds there are.
inline constexpr projection::Table<v1::RoundSeen> kRounds{'r'};

// Where every claim stands and where its money is; from that, in the tables of claim_indexes.h, the
// claims of an enterprise, the work, the public list and the sums by measure, year and month.
class ClaimsProjector final : public projection::Projector {
 public:
  std::string name() const override { return "claims"; }
  std::uint32_t version() const override { return 4; }
  eventstore::Query Selects() const override;
  void Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const override;
};

// Sets next_step, the RPC of debut.grants.v1 that takes the claim on from its state,
// and next_role, the role that this RPC declares. Both are empty at the end of a claim's life.
void SetNextStep(v1::ClaimRow& claim);

}  // namespace debut::readmodels
