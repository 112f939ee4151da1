#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/view.h"

namespace debut::privacy {

// One sealed text that a fact commits to.
struct Commitment {
  std::string field;  // Full name.
  std::string digest;
  std::uint64_t position = 0;                    // 0: not appended yet.
  std::optional<absl::CivilDay> retained_until;  // The last day; nothing: no retention.
  std::string keyed_hash = {};

  bool operator==(const Commitment&) const = default;
};

// What the log knows of one whom personal data is about, by "<tag>:<id>".
struct SubjectFile {
  std::string subject;

  std::vector<Commitment> commitments = {};  // In the order of the log.
  bool restricted = false;
  std::optional<absl::CivilDay> erase_on = {};  // An erasure waits for this day.
  bool held = false;
  bool erasure_requested = false;
  std::uint64_t erasure_position = 0;
  bool erasure_completed = false;
  std::uint32_t readings = 0;

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);

  bool Known() const { return !commitments.empty(); }
  // Of the longest retention; nothing if there is none.
  std::optional<absl::CivilDay> RetainedUntil() const;
  bool operator==(const SubjectFile&) const = default;

 private:
  void ApplyAct(const eventstore::SequencedEvent& event);
};

static_assert(decision::View<SubjectFile>);

// The files of all subjects, of one pass over the log. `subject` empty: of nobody.
struct SubjectLedger {
  std::map<std::string, SubjectFile> files = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const SubjectLedger&) const = default;
};

static_assert(decision::View<SubjectLedger>);

}  // namespace debut::privacy
