#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// A claim is suspended before its payment is ordered, and resumed where it was. Meanwhile it can
// only be refused or withdrawn; what it holds stays held. A notice runs on by the calendar, and
// objections to it are taken, but it is not closed. While a correction is due, nothing is
// suspended: its end would be lost.

struct SuspendClaim {
  std::string claim_id;
  std::string grounds;
  absl::CivilDay suspended_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was suspended on that date.
  decision::Decision Decide(const ClaimFile& file) const;
};

struct ResumeClaim {
  std::string claim_id;
  std::string grounds;
  absl::CivilDay resumed_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<SuspendClaim> && decision::Command<ResumeClaim>);

}  // namespace debut::grants
