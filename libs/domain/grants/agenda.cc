#include "domain/grants/agenda.h"

#include <algorithm>

#include "calendar/date.h"
#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::grants {

using decision::On;
using decision::RecordedDate;
using eventstore::SequencedEvent;

absl::CivilDay Agenda::Term::From() const {
  return std::max({ends_date, recorded_date, waited_until - 1}) + 1;
}

eventstore::Query Agenda::Selects() {
  return {
      {{.types =
            decision::TypesOf<v1::NoticeOpened, v1::NoticeVoided, v1::NoticeClosed,
                              v1::CorrectionRequested, v1::CorrectionSubmitted, v1::ClaimRefused,
                              v1::ClaimWithdrawn, v1::ObjectionRaised, v1::ObjectionUpheld,
                              v1::ObjectionDismissed, v1::ClaimSuspended, v1::ClaimResumed>(),
        .tags = {}}}};
}

void Agenda::Apply(const SequencedEvent& event) {
  ApplyTerm(event);
  ApplyWaiting(event);
}

void Agenda::ApplyTerm(const SequencedEvent& event) {
  const auto begin = [&](const std::string& claim_id, CalendarStep::Kind kind,
                         const std::string& ends_date) {
    Begin(claim_id, {.kind = kind,
                     .origin = event.position,
                     .ends_date = RecordedDate(ends_date),
                     .recorded_date = calendar::DateInShanghai(event.recorded_time)});
  };
  const auto end = [&](const auto& fact) { End(fact.claim_id()); };
  On<v1::NoticeOpened>(event, [&](const v1::NoticeOpened& fact) {
    begin(fact.claim_id(), CalendarStep::Kind::kCloseNotice, fact.ends_date());
  });
  On<v1::CorrectionRequested>(event, [&](const v1::CorrectionRequested& fact) {
    begin(fact.claim_id(), CalendarStep::Kind::kExpireCorrection, fact.due_date());
  });
  On<v1::NoticeClosed>(event, end);
  On<v1::NoticeVoided>(event, end);
  On<v1::CorrectionSubmitted>(event, end);
  On<v1::ClaimRefused>(event, end);
  On<v1::ClaimWithdrawn>(event, end);
}

void Agenda::ApplyWaiting(const SequencedEvent& event) {
  On<v1::ObjectionRaised>(event, [&](const v1::ObjectionRaised& fact) {
    Update(fact.claim_id(), [&](Term& term) { term.objections.insert(fact.objection_id()); });
  });
  const auto resolve = [&](const auto& fact) {
    Update(fact.claim_id(), [&](Term& term) {
      term.objections.erase(fact.objection_id());
      term.waited_until = std::max(term.waited_until, RecordedDate(fact.resolved_date()));
    });
  };
  On<v1::ObjectionUpheld>(event, resolve);
  On<v1::ObjectionDismissed>(event, resolve);
  On<v1::ClaimSuspended>(event, [&](const v1::ClaimSuspended& fact) {
    Update(fact.claim_id(), [](Term& term) { term.suspended = true; });
  });
  On<v1::ClaimResumed>(event, [&](const v1::ClaimResumed& fact) {
    Update(fact.claim_id(), [&](Term& term) {
      term.suspended = false;
      term.waited_until = std::max(term.waited_until, RecordedDate(fact.resumed_date()));
    });
  });
}

void Agenda::Begin(const std::string& claim_id, Term term) {
  End(claim_id);
  queue_.emplace(term.From(), claim_id);
  terms_.emplace(claim_id, std::move(term));
}

void Agenda::End(const std::string& claim_id) {
  const auto term = terms_.find(claim_id);
  if (term == terms_.end()) return;
  queue_.erase({term->second.From(), claim_id});
  terms_.erase(term);
}

template <typename Change>
void Agenda::Update(const std::string& claim_id, Change change) {
  const auto found = terms_.find(claim_id);
  if (found == terms_.end()) return;
  Term& term = found->second;
  queue_.erase({term.From(), claim_id});
  term.put_off = false;
  change(term);
  if (!term.Waits()) queue_.emplace(term.From(), claim_id);
}

std::vector<CalendarStep> Agenda::DueOn(absl::CivilDay today) const {
  std::vector<CalendarStep> steps;
  for (const auto& [from, claim_id] : queue_) {
    if (from > today) break;
    const Term& term = terms_.at(claim_id);
    const absl::CivilDay date = std::max(term.ends_date + 1, term.waited_until);
    steps.push_back({term.kind, claim_id, date, term.origin});
  }
  return steps;
}

void Agenda::PutOff(const CalendarStep& step) {
  Update(step.claim_id, [](Term& term) { term.put_off = true; });
}

}  // namespace debut::grants
