#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// Correction (补正) of a submitted claim: the office asks for what is missing until a date, and the
// claimant answers in time, or the claim is refused. What the claim is about does not change: for
// other contracts it is withdrawn and submitted anew.

inline constexpr std::size_t kAttachmentsMax = 40;  // Files of one claim: each is a tag.

struct RequestCorrection {
  std::string claim_id;
  std::vector<std::string> items;  // At least one.
  absl::CivilDay due_date;         // After requested_date; the last day, until 24:00.
  absl::CivilDay requested_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if it was asked for on that date with that due date.
  decision::Decision Decide(const ClaimFile& file) const;
};

struct SubmitCorrection {
  std::string claim_id;
  std::string note;
  Attachments attachments;  // What came along; in addition to what there is.
  absl::CivilDay corrected_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  decision::Decision Decide(const ClaimFile& file) const;
};

// Refuses a claim whose correction has not come by its due date. The scheduler does it by the
// calendar; a correction that came in time, even on the last day, wins.
struct ExpireCorrection {
  std::string claim_id;
  absl::CivilDay expired_date;

  std::tuple<ClaimFile> Reads() const { return {ClaimFile{claim_id}}; }
  // Nothing if the claim was refused on that date.
  decision::Decision Decide(const ClaimFile& file) const;
};

static_assert(decision::Command<RequestCorrection> && decision::Command<SubmitCorrection> &&
              decision::Command<ExpireCorrection>);

// ATTACHMENTS_TOO_MANY: together with those of the claim they would be more than a claim can carry.
Refusal RefusalOfAttachments(const ClaimFile& file, const Attachments& attachments);

v1::AttachmentsFiled FiledWith(const std::string& claim_id, const std::string& enterprise_id,
                               const Attachments& attachments);

}  // namespace debut::grants
