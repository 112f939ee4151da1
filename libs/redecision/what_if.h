#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "debut/policy/v1/measure.pb.h"
#include "eventstore/event_store.h"
#include "money/fen.h"

namespace debut::redecision {

// What a claim was awarded, and what it would have been under the supposed policy: after
// adjustments and releases, less what came back.
struct SupposedAward {
  std::string claim_id;
  std::string enterprise_id;
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  std::string budget_id;
  money::Fen recorded;
  money::Fen supposed;
  std::string refusal =
      {};  // The reason for which nothing would have been proposed, or too little.

  money::Fen Difference() const { return supposed - recorded; }
};

struct SupposedBudget {
  std::string budget_id;
  money::Fen allotted;  // With transfers and lapses as they were.
  money::Fen recorded;  // Of its awards.
  money::Fen supposed;
};

struct WhatIf {
  std::vector<SupposedAward> awards;    // In the order of the proposals.
  std::vector<SupposedBudget> budgets;  // By id.
  eventstore::Position head;
};

// May be empty.
using WhatIfProgress = std::function<void(eventstore::Position done, eventstore::Position last)>;

// Goes through the log with another policy in the place of every version: each computation,
// proposal, adjustment, clawback and reduction is decided again in its order by the domain's own
// code, on caps, budgets and reductions as the decisions before it would have left them. A budget
// that would not have been enough does not stop an award: how much is missing is the answer. What
// was refused and so never recorded is not in it, nor is what people would have done otherwise.
// INVALID_ARGUMENT: the text is no policy.
absl::StatusOr<WhatIf> SupposePolicy(const eventstore::EventStore& log,
                                     const std::string& policy_text,
                                     const WhatIfProgress& progress = nullptr);

}  // namespace debut::redecision
