#pragma once

#include <map>
#include <string>
#include <vector>

#include "decision/view.h"

namespace debut::grants {

// Something of the real world that is funded once in the whole system: a contract, an invoice.
struct Evidence {
  std::string key;         // "contract/<32 hex digits>"
  std::string subject_id;  // "C-0001"; empty: an invoice.

  bool operator==(const Evidence&) const = default;
};

// Which live award each piece of evidence was used for.
struct EvidenceUsers {
  std::vector<std::string> keys;
  std::map<std::string, std::string> claim_ids = {};  // By key, of those in use.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const EvidenceUsers&) const = default;
};

static_assert(decision::View<EvidenceUsers>);

}  // namespace debut::grants
