#include "domain/grants/claim_steps.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants {
namespace {

using decision::On;
using eventstore::SequencedEvent;

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
