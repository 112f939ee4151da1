#pragma once

#include <set>
#include <string>
#include <vector>

#include "decision/view.h"

namespace debut::grants {

// What the live awards under a cap were given for: the subjects of their evidence. A measure whose
// entitlement is computed for the whole cap key computes it over these and what is claimed new.
struct AwardedEvidence {
  std::vector<std::string> cap_keys;  // None: selects nothing.
  std::set<std::string> subject_ids = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const AwardedEvidence&) const = default;
};

static_assert(decision::View<AwardedEvidence>);

// The evidence of a payment on something that has an id: "IP-0001/<voucher>". An id has no '/'.
std::string PaymentSubject(const std::string& id, const std::string& voucher);

// Of such a subject.
struct SubjectParts {
  std::string id;
  std::string voucher;
};
SubjectParts PartsOf(const std::string& subject_id);

}  // namespace debut::grants
