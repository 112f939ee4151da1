#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "calendar/working_calendar.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/round_file.h"

namespace debut::grants {

// Public notice (公示) of a proposed award. The day it opens does not count; it runs until 24:00 of
// its last working day.
struct OpenNotice {
  std::string claim_id;
  absl::CivilDay opened_date;
  const calendar::WorkingCalendar* calendar = nullptr;  // Outlives the command.
  std::string round_id;                                 // Prepared.

  std::tuple<ClaimFile, RoundFile> Reads() const {
    return {ClaimFile{claim_id}, RoundFile{round_id}};
  }
  // Nothing if it was opened on that date.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round) const;
};

struct CloseNotice {
  std::string claim_id;
  absl::CivilDay closed_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was closed on that date.
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<OpenNotice> && decision::Command<CloseNotice>);

}  // namespace debut::grants
