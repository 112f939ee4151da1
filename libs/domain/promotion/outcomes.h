#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "debut/promotion/v1/promotion_events.pb.h"
#include "decision/view.h"

namespace debut::promotion {

struct Outcome {
  std::string contract_id;
  std::string product_id;
  std::optional<absl::CivilDay> withdrawn_date = {};

  bool operator==(const Outcome&) const = default;
};

// The outcomes that one contract counts as.
struct ContractOutcomes {
  std::string contract_id;  // Empty: selects nothing.

  std::map<std::string, Outcome> outcomes = {};  // By id.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ContractOutcomes&) const = default;
};

// One outcome, by its id.
struct OutcomeFile {
  std::string outcome_id;

  std::optional<Outcome> outcome = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const OutcomeFile&) const = default;
};

static_assert(decision::View<ContractOutcomes> && decision::View<OutcomeFile>);

}  // namespace debut::promotion
