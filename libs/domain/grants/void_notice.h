#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// Voids a notice during which the amount or the payee changed, also one that was closed before
// that was noticed. If the amount changed, the reserve is released and the award is proposed anew
// on the facts of then. If only the payee did, the reserve is kept, so that nobody takes the room
// meanwhile, and the claim is proposed as before. A meeting's decision falls with its notice, and a
// new notice runs its full period.
struct VoidNotice {
  std::string claim_id;
  v1::NoticeVoidCause cause = v1::NOTICE_VOID_CAUSE_UNSPECIFIED;
  std::string grounds;
  absl::CivilDay voided_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<VoidNotice>);

}  // namespace debut::grants
