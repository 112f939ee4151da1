#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "debut/grants/v1/claim_review_service.pb.h"
#include "decision/view.h"
#include "sealing/sealed_fields.h"

namespace debut::grants {

// An objection, by its id, which is unique in the whole system. Who objected is sealed; the grounds
// are for whoever resolves the objection, and go into no other answer, no log line and no read
// model.
struct ObjectionFile {
  std::string objection_id;  // Empty: selects nothing.

  v1::ObjectionState state = v1::OBJECTION_STATE_UNSPECIFIED;  // Unspecified: there is none.
  std::string claim_id = {};
  sealing::SealedValue objector_name = {};
  std::string grounds = {};
  absl::CivilDay received_date = {};
  std::string recorded_by = {};  // Principal.
  std::string findings = {};     // Of the resolution.
  absl::CivilDay resolved_date = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool Known() const { return state != v1::OBJECTION_STATE_UNSPECIFIED; }
  bool operator==(const ObjectionFile&) const = default;
};

static_assert(decision::View<ObjectionFile>);

}  // namespace debut::grants
