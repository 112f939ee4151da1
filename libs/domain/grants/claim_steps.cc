#include "domain/grants/claim_steps.h"

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants {
namespace {

using decision::On;
using eventstore::SequencedEvent;

void AddReviewDate(const SequencedEvent& event, std::string& date) {
  On<v1::CorrectionRequested>(event, [&](const auto& fact) { date = fact.requested_date(); });
  On<v1::CorrectionSubmitted>(event, [&](const auto& fact) { date = fact.corrected_date(); });
  On<v1::DuplicatesChecked>(event, [&](const auto& fact) { date = fact.checked_date(); });
  On<v1::SpecialAuditRecorded>(event, [&](const auto& fact) { date = fact.audited_date(); });
  On<v1::ExpertOpinionGiven>(event, [&](const auto& fact) { date = fact.given_date(); });
  On<v1::MeetingDecided>(event, [&](const auto& fact) { date = fact.decided_date(); });
  On<v1::NoticeVoided>(event, [&](const auto& fact) { date = fact.voided_date(); });
  On<v1::ObjectionRaised>(event, [&](const auto& fact) { date = fact.received_date(); });
  On<v1::ObjectionUpheld>(event, [&](const auto& fact) { date = fact.resolved_date(); });
  On<v1::ObjectionDismissed>(event, [&](const auto& fact) { date = fact.resolved_date(); });
  On<v1::ClaimSuspended>(event, [&](const auto& fact) { date = fact.suspended_date(); });
  On<v1::ClaimResumed>(event, [&](const auto& fact) { date = fact.resumed_date(); });
  On<v1::PerformanceReported>(event, [&](const auto& fact) { date = fact.reported_date(); });
  On<v1::ClaimArchived>(event, [&](const auto& fact) { date = fact.archived_date(); });
}

std::string LegalDateOf(const SequencedEvent& event) {
  std::string date;
  On<v1::ClaimSubmitted>(event, [&](const auto& fact) { date = fact.submitted_date(); });
  On<v1::ClaimAccepted>(event, [&](const auto& fact) { date = fact.accepted_date(); });
  On<v1::ClaimRefused>(event, [&](const auto& fact) { date = fact.refused_date(); });
  On<v1::ClaimWithdrawn>(event, [&](const auto& fact) { date = fact.withdrawn_date(); });
  On<v1::AwardProposed>(event, [&](const auto& fact) { date = fact.proposed_date(); });
  On<v1::NoticeOpened>(event, [&](const auto& fact) { date = fact.opened_date(); });
  On<v1::NoticeClosed>(event, [&](const auto& fact) { date = fact.closed_date(); });
  On<v1::SubsidyGranted>(event, [&](const auto& fact) { date = fact.granted_date(); });
  On<v1::PaymentOrdered>(event, [&](const auto& fact) { date = fact.ordered_date(); });
  On<v1::PaymentSettled>(event, [&](const auto& fact) { date = fact.settled_date(); });
  On<v1::PaymentReturned>(event, [&](const auto& fact) { date = fact.returned_date(); });
  AddReviewDate(event, date);
  On<v1::AwardAdjusted>(event, [&](const auto& fact) { date = fact.adjusted_date(); });
  On<v1::ClawbackProposed>(event, [&](const auto& fact) { date = fact.proposed_date(); });
  On<v1::ClawbackApproved>(event, [&](const auto& fact) { date = fact.approved_date(); });
  On<v1::ClawbackDismissed>(event, [&](const auto& fact) { date = fact.dismissed_date(); });
  On<v1::RecoveryRecorded>(event, [&](const auto& fact) { date = fact.recovered_date(); });
  On<v1::ClawbackWrittenOff>(event, [&](const auto& fact) { date = fact.written_off_date(); });
  return date;
}

}  // namespace

eventstore::Query ClaimSteps::Selects() const {
  if (claim_id.empty()) return {};
  return {{{.types = {}, .tags = {decision::Tag("claim", claim_id)}}}};
}

void ClaimSteps::Apply(const SequencedEvent& event) {
  const std::string& type = event.event.type;
  steps.push_back({.event_type = type.substr(type.rfind('.') + 1),
                   .position = event.position,
                   .recorded_time = event.recorded_time,
                   .principal = event.event.principal,
                   .date = LegalDateOf(event)});
}

}  // namespace debut::grants
