#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/grants/claim_file.h"
#include "domain/grants/round_file.h"
#include "policy/reduction.h"

namespace debut::grants {

// So that one fact carries all of them.
inline constexpr std::size_t kReducedClaimsMax = 400;

// What a round's reductions leave one claim: the latest that names it.
struct ReductionOfClaim {
  std::string round_id;  // Empty: selects nothing.
  std::string claim_id;

  bool decided = false;                   // The round was reduced, whatever claims it named.
  std::optional<money::Fen> amount = {};  // Nothing: the claim was not among them.
  v1::ReductionMode mode = v1::REDUCTION_MODE_UNSPECIFIED;
  eventstore::Position position = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ReductionOfClaim&) const = default;
};

// The ids of all claims that were submitted in a round.
struct RoundClaimIds {
  std::string round_id;
  std::vector<std::string> claim_ids = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const RoundClaimIds&) const = default;
};

// The claims of a round that wait for an award, by id: the keys are looked up beforehand.
struct WaitingClaims {
  std::map<std::string, ClaimFile> files;

  static WaitingClaims Of(const std::vector<std::string>& claim_ids);
  static bool Waits(v1::ClaimState state);  // Submitted, accepted or computed.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  // Whether all of them still wait.
  bool AllWait() const;
  // The first that is not computed; null: all are.
  const ClaimFile* NotComputed() const;
  // The first without an expert's score; null: all have one.
  const ClaimFile* NotScored() const;
  // In order of acceptance. Requires that all are computed. A score is the mean over the experts,
  // floored to hundredths; without one it is 0.
  std::vector<policy::ReducibleClaim> Reducible() const;
  bool operator==(const WaitingClaims&) const = default;
};

static_assert(decision::View<ReductionOfClaim> && decision::View<RoundClaimIds> &&
              decision::View<WaitingClaims>);

// The rate that RATE does not pass: the round's; of a round without one, the whole.
money::Ratio RateMaxOf(const RoundFile& round);

// Shares a budget out. Requires a mode.
policy::Reduction Reduce(v1::ReductionMode mode, const std::vector<policy::ReducibleClaim>& claims,
                         money::Fen budget, money::Ratio rate_max);

// The ids of the claims of a round that wait for an award now. `load` as for KeysOfClaim().
template <typename Loader>
absl::StatusOr<std::vector<std::string>> WaitingClaimIds(const std::string& round_id,
                                                         const Loader& load) {
  std::vector<std::string> waiting;
  ASSIGN_OR_RETURN(const RoundClaimIds submitted, load(RoundClaimIds{round_id}));
  for (const std::string& id : submitted.claim_ids) {
    ASSIGN_OR_RETURN(const ClaimFile file, load(ClaimFile{id}));
    // One more than can be reduced is enough to refuse it.
    if (WaitingClaims::Waits(file.state) && waiting.size() <= kReducedClaimsMax) {
      waiting.push_back(id);
    }
  }
  return waiting;
}

}  // namespace debut::grants
