#include "domain/grants/claim_review.h"

#include "decision/fact_codec.h"

namespace debut::grants {

using decision::On;
using eventstore::SequencedEvent;

eventstore::Query ClaimReview::Selects() const {
  if (claim_id.empty()) return {};
  return {
      {{.types =
            decision::TypesOf<v1::CorrectionRequested, v1::DuplicatesChecked, v1::MeetingDecided,
                              v1::ObjectionRaised, v1::ObjectionUpheld, v1::ObjectionDismissed,
                              v1::PerformanceReported, v1::ClaimArchived>(),
        .tags = {decision::Tag("claim", claim_id)}}}};
}

void ClaimReview::Apply(const SequencedEvent& event) {
  On<v1::CorrectionRequested>(event, [&](const v1::CorrectionRequested& fact) {
    correction_items = {fact.items().begin(), fact.items().end()};
    correction_due_date = fact.due_date();
  });
  On<v1::DuplicatesChecked>(event, [&](const v1::DuplicatesChecked& fact) {
    checked = std::make_shared<const v1::DuplicatesChecked>(fact);
  });
  On<v1::MeetingDecided>(event, [&](const v1::MeetingDecided& fact) {
    meeting_id = fact.meeting_id();
    for (const v1::MeetingItem& item : fact.items()) {
      if (item.claim_id() == claim_id) meeting_number = item.number();
    }
  });
  On<v1::PerformanceReported>(event,
                              [&](const auto& fact) { performance_report = fact.document(); });
  On<v1::ClaimArchived>(event, [&](const auto& fact) { archive_number = fact.archive_number(); });
  ApplyObjection(event);
}

void ClaimReview::ApplyObjection(const SequencedEvent& event) {
  On<v1::ObjectionRaised>(event, [&](const v1::ObjectionRaised& fact) {
    objections[fact.objection_id()] = {.received_date = fact.received_date()};
  });
  const auto resolve = [&](const auto& fact, v1::ObjectionState state) {
    Objection& objection = objections[fact.objection_id()];
    objection.state = state;
    objection.resolved_date = fact.resolved_date();
  };
  On<v1::ObjectionUpheld>(event,
                          [&](const auto& fact) { resolve(fact, v1::OBJECTION_STATE_UPHELD); });
  On<v1::ObjectionDismissed>(
      event, [&](const auto& fact) { resolve(fact, v1::OBJECTION_STATE_DISMISSED); });
}

}  // namespace debut::grants
