#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/insurance/insurance_policy_file.h"

namespace debut::insurance {

// How a cover ends early, or pauses. Neither moves money: what of the premium comes back is
// recorded as refunds.

struct CancelInsurancePolicy {
  std::string policy_id;
  absl::CivilDay cancelled_date;  // The last day of the cover.
  std::string grounds;

  std::tuple<InsurancePolicyFile> Reads() const { return {InsurancePolicyFile{policy_id}}; }
  // Nothing if it was cancelled on that very date.
  decision::Decision Decide(const InsurancePolicyFile& policy) const;
};

// Requires a last day that is not before the first.
struct RecordCoverBreak {
  std::string policy_id;
  absl::CivilDay from;
  absl::CivilDay to;
  std::string grounds;

  std::tuple<InsurancePolicyFile> Reads() const { return {InsurancePolicyFile{policy_id}}; }
  // Nothing if the break is on record.
  decision::Decision Decide(const InsurancePolicyFile& policy) const;
};

static_assert(decision::Command<CancelInsurancePolicy> && decision::Command<RecordCoverBreak>);

}  // namespace debut::insurance
