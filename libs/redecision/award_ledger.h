#pragma once

#include <map>
#include <string>
#include <vector>

#include "debut/policy/v1/measure.pb.h"
#include "eventstore/event.h"
#include "eventstore/query.h"
#include "money/fen.h"

namespace debut::redecision {

// What one claim holds, as the facts about its money say.
struct HeldAward {
  std::string enterprise_id = {};
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  std::string budget_id = {};
  money::Fen award = {};        // Zero before the proposal and after a release.
  money::Fen clawback = {};     // Of the latest clawback.
  money::Fen outstanding = {};  // Of it.
  money::Fen recovered = {};    // Of all.

  money::Fen Kept() const { return award - recovered; }
};

// The awards of a log, claim by claim.
class AwardLedger {
 public:
  // The facts that move an award's money, or repeat its amount.
  static eventstore::Query Selects();
  void Apply(const eventstore::SequencedEvent& event);

  // Of a claim without an award: nothing is held.
  HeldAward Of(const std::string& claim_id) const;
  // The claims with a proposal, in their order.
  const std::vector<std::string>& claim_ids() const { return claim_ids_; }

 private:
  std::map<std::string, HeldAward> awards_;
  std::vector<std::string> claim_ids_;
};

}  // namespace debut::redecision
