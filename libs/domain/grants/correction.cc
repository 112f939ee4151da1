#include "domain/grants/correction.h"

#include <fmt/format.h>

#include <set>

#include "calendar/date.h"
#include "domain/grants/claim_release.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

constexpr char kExpiredGrounds[] = "逾期未补正";

}  // namespace

Refusal RefusalOfAttachments(const ClaimFile& file, const Attachments& attachments) {
  const std::vector<std::string>& filed = file.review.attachments.file_digests;
  std::set<std::string> all(filed.begin(), filed.end());
  all.insert(attachments.file_digests.begin(), attachments.file_digests.end());
  if (all.size() <= kAttachmentsMax) return {};
  return Refuse(kAttachmentsTooMany,
                fmt::format("{} would carry {} files, {} at most", file.claim_id, all.size(),
                            kAttachmentsMax),
                {{"files_max", std::to_string(kAttachmentsMax)}});
}

v1::AttachmentsFiled FiledWith(const std::string& claim_id, const std::string& enterprise_id,
                               const Attachments& attachments) {
  v1::AttachmentsFiled filed;
  filed.set_claim_id(claim_id);
  filed.set_enterprise_id(enterprise_id);
  for (const std::string& digest : attachments.file_digests) {
    filed.mutable_attachments()->add_file_digests(digest);
  }
  filed.mutable_attachments()->set_account_digest(attachments.account_digest);
  return filed;
}

Decision RequestCorrection::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_CORRECTION_ASKED && file.last_date == requested_date &&
      file.review.correction_due_date == due_date) {
    return decision::Nothing();
  }
  if (auto refusal =
          RefusalOfState(file, {v1::CLAIM_STATE_SUBMITTED}, "the request of a correction")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfDate(file, requested_date)) return *refusal;
  v1::CorrectionRequested requested;
  requested.set_claim_id(claim_id);
  for (const std::string& item : items) requested.add_items(item);
  requested.set_due_date(FormatDate(due_date));
  requested.set_requested_date(FormatDate(requested_date));
  return decision::Record(requested);
}

Decision SubmitCorrection::Decide(const ClaimFile& file) const {
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_CORRECTION_ASKED}, "the correction")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfDate(file, corrected_date)) return *refusal;
  const absl::CivilDay due_date = *file.review.correction_due_date;
  if (corrected_date > due_date) {
    return decision::Reject(
        kCorrectionLate,
        fmt::format("the correction of {} was due on {}", claim_id, FormatDate(due_date)),
        {{"due_date", FormatDate(due_date)}});
  }
  if (auto refusal = RefusalOfAttachments(file, attachments)) return *refusal;
  v1::CorrectionSubmitted corrected;
  corrected.set_claim_id(claim_id);
  corrected.set_note(note);
  corrected.set_corrected_date(FormatDate(corrected_date));
  if (attachments.empty()) return decision::Record(corrected);
  return decision::Record(corrected, FiledWith(claim_id, file.terms.enterprise_id, attachments));
}

Decision ExpireCorrection::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_REFUSED && file.last_date == expired_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_CORRECTION_ASKED},
                                    "the end of the time for a correction")) {
    return *refusal;
  }
  const absl::CivilDay due_date = *file.review.correction_due_date;
  if (expired_date <= due_date) {
    return decision::Reject(
        kCorrectionStillPossible,
        fmt::format("{} may be corrected until 24:00 of {}", claim_id, FormatDate(due_date)),
        {{"due_date", FormatDate(due_date)}});
  }
  return EventsOfRefusal(file, kExpiredGrounds, expired_date);
}

}  // namespace debut::grants
