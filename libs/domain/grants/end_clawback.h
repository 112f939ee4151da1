#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// How an approved clawback ends: the money comes back, in parts, or what is outstanding is written
// off.

// Where money goes that comes back on a date.
v1::RecoveryDestination DestinationOf(const ClaimFile& file, absl::CivilDay recovered_date);

// Recovered money frees the cap. In the budget's own year it can be spent again; in a later one it
// goes to the treasury [D]. The evidence stays used as long as the enterprise keeps any part of the
// award, and is free once all of it came back.
struct RecordRecovery {
  std::string claim_id;
  money::Fen amount;  // More than 0.
  absl::CivilDay recovered_date;
  std::string bank_reference;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if this amount was recovered on that date under that reference.
  decision::Decision Decide(const ClaimFile& file) const;
};

// By a decision with a document, of somebody who had no part in the award and did not propose the
// clawback. The amount stays used under the cap and spent in the budget, and is not claimed again.
struct WriteOffClawback {
  std::string claim_id;
  std::string by;
  std::string document;
  std::string grounds;
  absl::CivilDay written_off_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was written off on that date.
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<RecordRecovery> && decision::Command<WriteOffClawback>);

}  // namespace debut::grants
