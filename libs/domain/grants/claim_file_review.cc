#include <algorithm>
#include <utility>

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "domain/grants/claim_file.h"

// What the facts of claim_review_events.proto do to a claim.
namespace debut::grants {

using decision::On;
using decision::RecordedDate;
using eventstore::SequencedEvent;

std::uint32_t ReviewState::ScoreTotal() const {
  std::uint32_t total = 0;
  for (const auto& [expert_id, opinion] : opinions) total += opinion.score;
  return total;
}

std::optional<money::Ratio> ReviewState::MeanScore() const {
  if (opinions.empty()) return std::nullopt;
  return money::Ratio(ScoreTotal(), static_cast<std::int64_t>(opinions.size()));
}

void ClaimFile::ApplyReview(const SequencedEvent& event) {
  ApplyCorrection(event);
  ApplyFindings(event);
  ApplyMeeting(event);
  ApplyObjection(event);
  ApplyPause(event);
}

void ClaimFile::ApplyCorrection(const SequencedEvent& event) {
  On<v1::AttachmentsFiled>(event, [&](const v1::AttachmentsFiled& fact) {
    std::vector<std::string>& digests = review.attachments.file_digests;
    for (const std::string& digest : fact.attachments().file_digests()) {
      const auto place = std::ranges::lower_bound(digests, digest);
      if (place == digests.end() || *place != digest) digests.insert(place, digest);
    }
    const std::string& account = fact.attachments().account_digest();
    if (!account.empty()) review.attachments.account_digest = account;
  });
  On<v1::CorrectionRequested>(event, [&](const v1::CorrectionRequested& fact) {
    state = v1::CLAIM_STATE_CORRECTION_ASKED;
    review.correction_due_date = RecordedDate(fact.due_date());
    last_date = RecordedDate(fact.requested_date());
  });
  On<v1::CorrectionSubmitted>(event, [&](const v1::CorrectionSubmitted& fact) {
    state = v1::CLAIM_STATE_SUBMITTED;
    review.correction_due_date.reset();
    last_date = RecordedDate(fact.corrected_date());
  });
}

// They change no state, and may be dated before the step that they came after.
void ClaimFile::ApplyFindings(const SequencedEvent& event) {
  On<v1::SpecialAuditRecorded>(event, [&](const auto& fact) { review.audit = fact.conclusion(); });
  On<v1::ExpertOpinionGiven>(event, [&](const v1::ExpertOpinionGiven& fact) {
    review.opinions[fact.expert_id()] = {fact.score(), fact.opinion(), event.event.principal};
  });
}

void ClaimFile::ApplyMeeting(const SequencedEvent& event) {
  On<v1::MeetingDecided>(event, [&](const v1::MeetingDecided& fact) {
    const auto item = std::ranges::find(fact.items(), claim_id, &v1::MeetingItem::claim_id);
    if (item == fact.items().end()) return;
    review.meeting_id = fact.meeting_id();
    actors.decided_by = event.event.principal;
    last_date = RecordedDate(fact.decided_date());
    // A rejected claim is refused by the next event.
    if (item->verdict() == v1::MEETING_VERDICT_APPROVED) state = v1::CLAIM_STATE_DECIDED;
  });
  On<v1::NoticeVoided>(event, [&](const v1::NoticeVoided& fact) {
    const bool anew = fact.cause() == v1::NOTICE_VOID_CAUSE_AMOUNT_CHANGED;
    state = anew ? v1::CLAIM_STATE_COMPUTED : v1::CLAIM_STATE_PROPOSED;
    if (anew) actors.proposed_by.clear();
    actors.decided_by.clear();
    review.meeting_id.clear();
    notice_opened_date = {};
    notice_ends_date = {};
    notice_payee_id.clear();
    last_date = RecordedDate(fact.voided_date());
  });
}

void ClaimFile::ApplyObjection(const SequencedEvent& event) {
  const auto resolve = [&](const auto& fact) {
    review.open_objections.erase(fact.objection_id());
    last_date = std::max(last_date, RecordedDate(fact.resolved_date()));
  };
  On<v1::ObjectionRaised>(event, [&](const v1::ObjectionRaised& fact) {
    review.open_objections[fact.objection_id()] = event.event.principal;
  });
  On<v1::ObjectionUpheld>(event, resolve);
  On<v1::ObjectionDismissed>(event, resolve);
}

void ClaimFile::ApplyPause(const SequencedEvent& event) {
  On<v1::ClaimSuspended>(event, [&](const v1::ClaimSuspended& fact) {
    review.suspended_from = std::exchange(state, v1::CLAIM_STATE_SUSPENDED);
    last_date = RecordedDate(fact.suspended_date());
  });
  On<v1::ClaimResumed>(event, [&](const v1::ClaimResumed& fact) {
    state = std::exchange(review.suspended_from, v1::CLAIM_STATE_UNSPECIFIED);
    last_date = RecordedDate(fact.resumed_date());
  });
  On<v1::PerformanceReported>(event, [&](const v1::PerformanceReported& fact) {
    // A clawback that is still coming in goes on.
    if (state != v1::CLAIM_STATE_PARTLY_RECOVERED) state = v1::CLAIM_STATE_PERFORMANCE_REPORTED;
    last_date = RecordedDate(fact.reported_date());
  });
  On<v1::ClaimArchived>(event, [&](const v1::ClaimArchived& fact) {
    state = v1::CLAIM_STATE_ARCHIVED;
    last_date = RecordedDate(fact.archived_date());
  });
}

}  // namespace debut::grants
