#include "domain/grants/testing/auditor.h"

#include <fmt/format.h>

#include <algorithm>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants::testing {

using decision::On;
using eventstore::SequencedEvent;

constexpr char kApproval[] = "approved the clawback of";

void Auditor::Find(const std::string& finding) {
  findings_.push_back(fmt::format("at {}: {}", position_, finding));
}

void Auditor::Hold(Claim& claim, std::int64_t change_fen) {
  claim.held_fen += change_fen;
  const std::int64_t used = used_[claim.cap_key] += change_fen;
  const std::int64_t taken = taken_[claim.budget_id] += change_fen;
  if (claim.held_fen < 0) Find("a claim released more than it held");
  if (!claim.cap_key.empty() && used > caps_[claim.cap_key]) {
    Find(fmt::format("{} has {} fen", claim.cap_key, used));
  }
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
    for (const auto& use : fact.evidence()) {
      claim.evidence.insert(use.evidence_key());
      if (!use.subject_id().empty()) claim.subjects.insert(use.subject_id());
      if (!users_.emplace(use.evidence_key(), fact.claim_id()).second) {
        Find(use.evidence_key() + " is used twice");
      }
    }
    if (demands_entitlements_ && fact.amount_fen() != DueTo(fact.claim_id(), false)) {
      Find(fmt::format("{} fen are awarded, and {} are due", fact.amount_fen(),
                       DueTo(fact.claim_id(), false)));
    }
    Hold(claim, fact.amount_fen());
  });
  On<v1::ReserveReleased>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    if (claim.paid) Find("a paid claim released something");
    Hold(claim, -fact.amount_fen());
    for (const std::string& key : claim.evidence) users_.erase(key);
    claim.subjects.clear();
  });
}

std::int64_t Auditor::DueTo(const std::string& claim_id, bool by_right) const {
  const Claim& claim = claims_.at(claim_id);
  if (claim.cap_key.empty()) return entitlements_.WorthOf(claim_id, {});
  std::int64_t others = 0;
  std::set<std::string> subjects;
  for (const auto& [id, other] : claims_) {
    if (other.cap_key != claim.cap_key) continue;
    if (id != claim_id) others += other.held_fen - (by_right ? other.reclaimed_fen : 0);
    subjects.insert(other.subjects.begin(), other.subjects.end());
  }
  const std::int64_t cap = caps_.at(claim.cap_key);
  const std::int64_t worth = std::min(entitlements_.WorthOf(claim_id, subjects), cap);
  const bool of_the_whole_cap = entitlements_.IsOfTheWholeCap(claim_id);
  const std::int64_t due = of_the_whole_cap ? worth - others : std::min(worth, cap - others);
  return std::max<std::int64_t>(due, 0);
}

void Auditor::LookAtClawback(const SequencedEvent& event) {
  On<v1::AwardAdjusted>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    if (claim.paid) Find("a paid award is adjusted");
    if (fact.released_fen() <= 0 || fact.amount_fen() <= 0) Find("an adjustment of nothing");
    Hold(claim, -fact.released_fen());
    if (fact.amount_fen() != claim.held_fen) Find("another amount is left than adjusted to");
  });
  On<v1::ClawbackProposed>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    const std::int64_t by_right = claim.held_fen - claim.reclaimed_fen;
    if (!claim.paid || claim.outstanding_fen != 0) Find("a clawback at the wrong time");
    if (fact.due_fen() != DueTo(fact.claim_id(), true)) Find("another amount is due");
    if (fact.amount_fen() != by_right - fact.due_fen() || fact.amount_fen() <= 0) {
      Find("another amount is claimed back");
    }
    claim.reclaimed_fen += fact.amount_fen();
    claim.outstanding_fen = fact.amount_fen();
    claim.due_fen = fact.due_fen();
    claim.approved = false;
    claim.reclaimed_by = event.event.principal;
    claim.people.erase(kApproval);
  });
  On<v1::ClawbackApproved>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    if (fact.amount_fen() != claim.outstanding_fen) Find("another amount is approved");
    Name(claim, kApproval, event.event.principal);
    if (claim.reclaimed_by == event.event.principal) Find("who proposed a clawback approved it");
    claim.approved = true;
  });
  On<v1::ClawbackDismissed>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    claim.reclaimed_fen -= fact.amount_fen();
    claim.outstanding_fen = 0;
  });
}

void Auditor::LookAtRecovery(const SequencedEvent& event) {
  On<v1::RecoveryRecorded>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    if (!claim.approved) Find("something is recovered that was not approved");
    claim.reclaimed_fen -= fact.amount_fen();
    claim.outstanding_fen -= fact.amount_fen();
    claim.held_fen -= fact.amount_fen();
    used_[claim.cap_key] -= fact.amount_fen();
    if (fact.destination() == v1::RECOVERY_DESTINATION_BUDGET) {
      taken_[claim.budget_id] -= fact.amount_fen();
    }
    if (claim.outstanding_fen < 0 || claim.held_fen < 0) Find("more is recovered than claimed");
    // Paid less recovered is the entitlement, beside what was written off.
    if (claim.outstanding_fen == 0 && claim.held_fen - claim.reclaimed_fen != claim.due_fen) {
      Find("another amount is left than due");
    }
    if (fact.evidence().empty() == (claim.held_fen == 0)) Find("evidence is freed wrongly");
    for (const auto& use : fact.evidence()) {
      users_.erase(use.evidence_key());
      claim.subjects.erase(use.subject_id());
    }
    ++recovered_count_;
  });
  On<v1::ClawbackWrittenOff>(event, [&](const auto& fact) {
    Claim& claim = claims_[fact.claim_id()];
    if (fact.amount_fen() != claim.outstanding_fen) Find("another amount is written off");
    claim.outstanding_fen = 0;
  });
}

void Auditor::LookAtBudget(const SequencedEvent& event) {
  const auto change = [&](const std::string& budget_id, std::int64_t change_fen) {
    allotted_[budget_id] += change_fen;
    if (allotted_[budget_id] < taken_[budget_id]) Find(budget_id + " has less than is taken");
  };
  On<v1::BudgetAllotted>(event,
                         [&](const auto& fact) { change(fact.budget_id(), fact.amount_fen()); });
  On<v1::BudgetTransferred>(event, [&](const auto& fact) {
    change(fact.from_budget_id(), -fact.amount_fen());
    change(fact.to_budget_id(), fact.amount_fen());
  });
  On<v1::BudgetLapsed>(event,
                       [&](const auto& fact) { change(fact.budget_id(), -fact.amount_fen()); });
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
    if (fact.objector_name().digest().empty()) Find("an anonymous objection");
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
  LookAtBudget(event);
  entitlements_.Look(event);
  LookAtAward(event);
  LookAtPayment(event);
  LookAtReview(event);
  LookAtObjection(event);
  LookAtClawback(event);
  LookAtRecovery(event);
}

}  // namespace debut::grants::testing
