#include "services/grants/review_messages.h"

namespace debut::grants {

void WriteReview(const ClaimFile& file, const ClaimReview& review, v1::Claim& claim) {
  claim.set_suspended_from(file.review.suspended_from);
  v1::ClaimReview& written = *claim.mutable_review();
  for (const std::string& item : review.correction_items) written.add_correction_items(item);
  written.set_correction_due_date(review.correction_due_date);
  if (!file.review.attachments.empty()) {
    v1::Attachments& attachments = *written.mutable_attachments();
    for (const std::string& digest : file.review.attachments.file_digests) {
      attachments.add_file_digests(digest);
    }
    attachments.set_account_digest(file.review.attachments.account_digest);
  }
  if (review.checked != nullptr) {
    *written.mutable_duplicate_warnings() = review.checked->warnings();
    written.set_duplicates_checked_date(review.checked->checked_date());
  }
  written.set_special_audit(file.review.audit);
  written.set_experts_count(static_cast<std::uint32_t>(file.review.opinions.size()));
  written.set_score_total(file.review.ScoreTotal());
  written.set_meeting_id(review.meeting_id);
  written.set_meeting_number(review.meeting_number);
  for (const auto& [id, objection] : review.objections) {
    v1::ClaimObjection& shown = *written.add_objections();
    shown.set_objection_id(id);
    shown.set_state(objection.state);
    shown.set_received_date(objection.received_date);
    shown.set_resolved_date(objection.resolved_date);
  }
  written.set_performance_report(review.performance_report);
  written.set_archive_number(review.archive_number);
}

}  // namespace debut::grants
