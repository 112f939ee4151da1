#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/objection_file.h"

namespace debut::grants {

// Objections (异议) to a noticed award. They must be named, signed and received within the notice;
// one that arrived in time counts also if it is recorded after the notice was closed. An objection
// blocks this claim only, and whoever resolves it neither recorded it nor made the award.

struct RaiseObjection {
  std::string objection_id;
  std::string claim_id;
  sealing::SealedValue objector_name;  // Empty: anonymous.
  bool signature_present = false;
  std::string grounds;
  absl::CivilDay received_date;

  std::tuple<ObjectionFile, ClaimFile> Reads() const {
    return {ObjectionFile{objection_id}, ClaimFile{claim_id}};
  }
  // Nothing if this very objection is on record.
  decision::Decision Decide(const ObjectionFile& same_id, const ClaimFile& file) const;

 private:
  bool IsSame(const ObjectionFile& objection) const;
};

// The claim is refused, and the cap, the budget and the evidence are free again, once.
struct UpholdObjection {
  std::string objection_id;
  std::string findings;
  absl::CivilDay resolved_date;
  std::string by;
  std::string claim_id;  // Prepared: that of the objection, empty if it is unknown.

  std::tuple<ObjectionFile, ClaimFile> Reads() const {
    return {ObjectionFile{objection_id}, ClaimFile{claim_id}};
  }
  // Nothing if it was upheld on that date.
  decision::Decision Decide(const ObjectionFile& objection, const ClaimFile& file) const;
};

// The claim goes on, if no other objection is open.
struct DismissObjection {
  std::string objection_id;
  std::string findings;
  absl::CivilDay resolved_date;
  std::string by;
  std::string claim_id;  // Prepared: that of the objection, empty if it is unknown.

  std::tuple<ObjectionFile, ClaimFile> Reads() const {
    return {ObjectionFile{objection_id}, ClaimFile{claim_id}};
  }
  // Nothing if it was dismissed on that date.
  decision::Decision Decide(const ObjectionFile& objection, const ClaimFile& file) const;
};

static_assert(decision::Command<RaiseObjection> && decision::Command<UpholdObjection> &&
              decision::Command<DismissObjection>);

}  // namespace debut::grants
