#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/certification/v1/certification_events.pb.h"
#include "decision/view.h"

namespace debut::certification {

// What a laboratory may test, from one day to another, both included.
struct Accreditation {
  std::set<v1::Field> fields;
  absl::CivilDay from;
  absl::CivilDay to;

  bool operator==(const Accreditation&) const = default;
};

struct Suspension {
  absl::CivilDay from;
  std::optional<absl::CivilDay> lifted_date;  // The first day on which it no longer holds.

  bool Covers(absl::CivilDay date) const {
    return from <= date && (!lifted_date.has_value() || date < *lifted_date);
  }
  bool operator==(const Suspension&) const = default;
};

// A registered laboratory. Its id is that of the party which it is.
struct LaboratoryFile {
  std::string laboratory_id;  // Empty: selects nothing.

  std::optional<absl::CivilDay> registered_date = {};
  std::map<std::string, Accreditation> accreditations = {};  // By number.
  std::vector<Suspension> suspensions = {};                  // The last one may be open.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);

  bool AccreditedOn(v1::Field field, absl::CivilDay date) const;
  // Null: it is not suspended on that date.
  const Suspension* SuspensionOn(absl::CivilDay date) const;
  // Null: it is not suspended any more.
  const Suspension* OpenSuspension() const;
  bool operator==(const LaboratoryFile&) const = default;
};

// Several at once: those whose reports a product has.
struct LaboratoryFiles {
  LaboratoryFiles() = default;
  explicit LaboratoryFiles(const std::set<std::string>& laboratory_ids);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const LaboratoryFiles&) const = default;

  std::map<std::string, LaboratoryFile> files;  // By id.
};

static_assert(decision::View<LaboratoryFile> && decision::View<LaboratoryFiles>);

}  // namespace debut::certification
