#include "domain/grants/testing/auditor.h"

#include <fmt/format.h>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants::testing {

using decision::On;
using eventstore::SequencedEvent;

void Auditor::Find(const std::string& finding) {
  findings_.push_back(fmt::format("at {}: {}", position_, finding));
}

void Auditor::Hold(Claim& claim, std::int64_t change_fen) {
  claim.held_fen += change_fen;
  const std::int64_t used = used_[claim.cap_key] += change_fen;
  const std::int64_t taken = taken_[claim.budget_id] += change_fen;
  if (claim.held_fen < 0) Find("a claim released more than it held");
  if (used > caps_[claim.cap_key]) Find(fmt::format("{} has {} fen", claim.cap_key, used));
  if (taken > allotted_[claim.budget_id]) {
    Find(fmt::format("{} fen of budget {} are taken", taken, claim.budget_id));
  }
}

void Auditor::Name(Claim& claim, const std::string& step, const std::string& person) {
  claim.people[step] = person;
  if (person.empty()) Find("nobody " + step);
  if (step == "computed") return;
  for (const auto& [other, who] : claim.people) {
    if (other != step && who == person) Find(fmt::format("{} {} and {}", person, other, step));
  }
}

void Auditor::LookAtAward(const SequencedEvent& event) {
  On<v1::AwardComputed>(event, [&](const auto& fact) {
    Name(Going(fact.claim_id(), "computed"), "computed", event.event.principal);
  });
  On<v1::AwardProposed>(event, [&](const auto& fact) {
    Claim& claim = Going(fact.claim_id(), "proposed");
    Name(claim, "proposed", event.event.principal);
    claim.cap_key = fact.cap_key();
    claim.budget_id = fact.budget_id();
    if (fact.amount_fen() <= 0) Find("an award of nothing");
    if (fact.amount_fen() != fact.sheet().award_fen()) Find("another amount than the sheet's");
    Hold(claim, fact.amount_fen());
    for (const auto& use : fact.evidence()) {
      claim.evidence.insert(use.evidence_key());
      if (!users_.emplace(use.evidence_key(), fact.claim_id()).second) {
        Find(use.evidence_key() + " is used twice");
      }
    }
  });
  On<v1::ReserveReleased>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    if (claim.paid) Find("a paid claim released something");
    Hold(claim, -fact.amount_fen());
    for (const std::string& key : claim.evidence) users_.erase(key);
  });
}

void Auditor::LookAtPayment(const SequencedEvent& event) {
  On<v1::NoticeOpened>(event, [&](const auto& fact) {
    Going(fact.claim_id(), "noticed").notice_ends_date = fact.ends_date();
  });
  On<v1::NoticeClosed>(event, [&](const auto& fact) {
    const Claim& claim = Going(fact.claim_id(), "closed");
    if (!claim.objections.empty()) Find("a notice is closed over an open objection");
    if (fact.closed_date() <= claim.notice_ends_date) Find("a notice is closed before it ended");
  });
  On<v1::SubsidyGranted>(event, [&](const auto& fact) {
    Claim& claim = Going(fact.claim_id(), "granted");
    if (!claim.objections.empty()) Find("something is granted over an open objection");
    Name(claim, "granted", event.event.principal);
    if (fact.amount_fen() != claim.held_fen) Find("another amount is granted than reserved");
  });
  On<v1::PaymentOrdered>(event, [&](const auto& fact) {
    Claim& claim = Going(fact.claim_id(), "ordered");
    if (!claim.objections.empty()) Find("a payment is ordered over an open objection");
    Name(claim, "ordered", event.event.principal);
    if (fact.amount_fen() != claim.held_fen) Find("another amount is ordered than granted");
    if (claim.notice_ends_date.empty() || fact.ordered_date() <= claim.notice_ends_date) {
      Find("a payment is ordered before the notice has ended");
    }
  });
  On<v1::PaymentSettled>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    if (claim.paid) Find("a claim is paid twice");
    if (fact.amount_fen() != claim.held_fen) Find("another amount is paid than granted");
    claim.paid = true;
    ++paid_count_;
  });
}

Auditor::Claim& Auditor::Going(const std::string& claim_id, const std::string& step) {
  Claim& claim = claims_[claim_id];
  if (claim.suspended) Find(fmt::format("a suspended claim is {}", step));
  return claim;
}

void Auditor::LookAtReview(const SequencedEvent& event) {
  On<v1::ClaimSuspended>(
      event, [&](const auto& fact) { Going(fact.claim_id(), "suspended").suspended = true; });
  On<v1::ClaimResumed>(event,
                       [&](const auto& fact) { claims_[fact.claim_id()].suspended = false; });
  On<v1::MeetingDecided>(event, [&](const v1::MeetingDecided& fact) {
    for (const v1::MeetingItem& item : fact.items()) {
      Claim& claim = Going(item.claim_id(), "decided");
      if (item.amount_fen() != claim.held_fen) Find("a meeting decides on another amount");
      Name(claim, "decided", event.event.principal);
    }
  });
  // A decision falls with its notice, and with another amount the proposal, too.
  On<v1::NoticeVoided>(event, [&](const v1::NoticeVoided& fact) {
    Claim& claim = Going(fact.claim_id(), "voided");
    claim.notice_ends_date.clear();
    claim.people.erase("decided");
    if (fact.cause() == v1::NOTICE_VOID_CAUSE_AMOUNT_CHANGED) claim.people.erase("proposed");
  });
}

void Auditor::LookAtObjection(const SequencedEvent& event) {
  On<v1::ObjectionRaised>(event, [&](const v1::ObjectionRaised& fact) {
    Claim& claim = claims_[fact.claim_id()];
    claim.objections.insert(fact.objection_id());
    if (fact.objector_name().empty()) Find("an anonymous objection");
    if (fact.received_date() > claim.notice_ends_date) Find("a late objection");
  });
  const auto resolve = [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    if (claim.objections.erase(fact.objection_id()) == 0) Find("an objection is resolved twice");
    for (const char* step : {"computed", "proposed", "decided"}) {
      const auto maker = claim.people.find(step);
      if (maker == claim.people.end() || maker->second != event.event.principal) continue;
      Find(fmt::format("{} {} and resolved an objection", maker->second, step));
    }
  };
  On<v1::ObjectionUpheld>(event, resolve);
  On<v1::ObjectionDismissed>(event, resolve);
}

void Auditor::Look(const SequencedEvent& event) {
  position_ = event.position.value;
  On<v1::BudgetAllotted>(
      event, [&](const auto& fact) { allotted_[fact.budget_id()] += fact.amount_fen(); });
  LookAtAward(event);
  LookAtPayment(event);
  LookAtReview(event);
  LookAtObjection(event);
}

}  // namespace debut::grants::testing
