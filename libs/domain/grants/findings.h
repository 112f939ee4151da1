#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// What others find about an accepted claim before an award is proposed. It leads to no other state,
// and may be dated before the acceptance.

// A special audit (专项审计). The latest counts, and one that FAILED blocks the proposal.
struct RecordSpecialAudit {
  std::string claim_id;
  std::string institution;
  v1::AuditConclusion conclusion = v1::AUDIT_CONCLUSION_UNSPECIFIED;
  std::string document;
  absl::CivilDay audited_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  decision::Decision Decide(const ClaimFile& file) const;
};

// An expert's opinion, with the score that RANK goes by. It can't be changed, and whoever speaks
// for one expert does not speak for another, nor computes the award.
struct GiveExpertOpinion {
  std::string claim_id;
  std::string expert_id;
  std::uint32_t score = 0;  // 0 to 100.
  std::string opinion;
  absl::CivilDay given_date;
  std::string by;  // Principal: the expert.

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if this very opinion is on record.
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<RecordSpecialAudit> && decision::Command<GiveExpertOpinion>);

}  // namespace debut::grants
