#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "calendar/working_calendar.h"
#include "decision/command.h"
#include "domain/grants/claim_keys.h"

namespace debut::grants {

// Public notice (公示) of a proposed award: in rounds that ask for the director's meeting, of what
// the meeting approved. It names who is to be paid. The day it opens does not count; it runs until
// 24:00 of its last working day, also while the claim is suspended.
struct OpenNotice {
  ClaimKeys claim;  // Prepared.
  absl::CivilDay opened_date;
  const calendar::WorkingCalendar* calendar = nullptr;  // Outlives the command.

  std::tuple<ClaimFile, RoundFile, registry::Party> Reads() const {
    return {ClaimFile{claim.claim_id}, RoundFile{claim.terms.round_id}, claim.claimant};
  }
  // Nothing if it was opened on that date.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const registry::Party& party) const;
};

// Closes a notice that has ended, unless an objection is open. The scheduler does it by the
// calendar, so whoever comes later finds it done.
struct CloseNotice {
  std::string claim_id;
  absl::CivilDay closed_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was closed, on whatever date.
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<OpenNotice> && decision::Command<CloseNotice>);

}  // namespace debut::grants
