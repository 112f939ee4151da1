#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/privacy/subject_file.h"

namespace debut::privacy {

// The first of the two events of an erasure, which is final. While a retention runs, the subject is
// restricted instead, and the calendar asks again on the day after its last one.
struct RequestErasure {
  std::string subject;
  std::string grounds;
  absl::CivilDay requested_date;

  std::tuple<SubjectFile> Reads() const { return {SubjectFile{subject}}; }
  // Nothing if it was requested, or waits.
  decision::Decision Decide(const SubjectFile& file) const;
};

// The second: the receipt for what the log committed to when the first was recorded. Requires that
// the key is destroyed and the texts are gone.
struct CompleteErasure {
  std::string subject;
  absl::CivilDay completed_date;

  std::tuple<SubjectFile> Reads() const { return {SubjectFile{subject}}; }
  // Nothing if it is completed.
  decision::Decision Decide(const SubjectFile& file) const;
};

// That somebody is about to be shown sealed texts.
struct RecordReading {
  std::string subject;
  std::vector<std::string> fields;  // Full names, sorted, unique.
  std::string purpose;
  absl::CivilDay read_date;

  std::tuple<SubjectFile> Reads() const { return {SubjectFile{subject}}; }
  decision::Decision Decide(const SubjectFile& file) const;
};

static_assert(decision::Command<RequestErasure> && decision::Command<CompleteErasure> &&
              decision::Command<RecordReading>);

}  // namespace debut::privacy
