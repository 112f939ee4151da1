#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// A person who had no part in the award or in the proposal decides about a proposed clawback.

struct ApproveClawback {
  std::string claim_id;
  std::string by;
  std::string document;
  absl::CivilDay approved_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was approved on that date.
  decision::Decision Decide(const ClaimFile& file) const;
};

// The award stands as it was before the proposal.
struct DismissClawback {
  std::string claim_id;
  std::string by;
  std::string grounds;
  absl::CivilDay dismissed_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<ApproveClawback> && decision::Command<DismissClawback>);

}  // namespace debut::grants
