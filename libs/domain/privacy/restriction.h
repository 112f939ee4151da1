#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/privacy/subject_file.h"

namespace debut::privacy {

// What one may do about a subject short of erasing it. Each records nothing if it is so already,
// and is refused for a subject that is unknown or erased.

// The texts are kept and shown to nobody.
struct RestrictSubject {
  std::string subject;
  std::string grounds;
  absl::CivilDay restricted_date;

  std::tuple<SubjectFile> Reads() const { return {SubjectFile{subject}}; }
  decision::Decision Decide(const SubjectFile& file) const;
};

// Takes back an erasure that waits for the end of a retention, too.
struct LiftRestriction {
  std::string subject;
  std::string grounds;
  absl::CivilDay lifted_date;

  std::tuple<SubjectFile> Reads() const { return {SubjectFile{subject}}; }
  decision::Decision Decide(const SubjectFile& file) const;
};

struct PlaceLegalHold {
  std::string subject;
  std::string grounds;
  absl::CivilDay placed_date;

  std::tuple<SubjectFile> Reads() const { return {SubjectFile{subject}}; }
  decision::Decision Decide(const SubjectFile& file) const;
};

struct ReleaseLegalHold {
  std::string subject;
  std::string grounds;
  absl::CivilDay released_date;

  std::tuple<SubjectFile> Reads() const { return {SubjectFile{subject}}; }
  decision::Decision Decide(const SubjectFile& file) const;
};

static_assert(decision::Command<RestrictSubject> && decision::Command<LiftRestriction> &&
              decision::Command<PlaceLegalHold> && decision::Command<ReleaseLegalHold>);

}  // namespace debut::privacy
