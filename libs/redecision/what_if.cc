#include "redecision/what_if.h"

#include <algorithm>
#include <optional>

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"
#include "domain/grants/budget_usage.h"
#include "domain/grants/reasons.h"
#include "redecision/award_ledger.h"
#include "redecision/decide_again.h"
#include "redecision/supposed_log.h"

namespace debut::redecision {
namespace {

using decision::On;
using eventstore::Position;
using eventstore::SequencedEvent;
using money::Fen;
namespace v1 = grants::v1;

constexpr std::size_t kPageEvents = 500;

// The walk through the log: at each fact, what it would have said.
class Walk {
 public:
  Walk(const eventstore::EventStore& log, std::unique_ptr<SupposedLog> supposed)
      : log_(log), supposed_(std::move(supposed)), views_(*supposed_) {}

  absl::Status Take(const SequencedEvent& event);
  absl::StatusOr<WhatIf> Result(Position head);

 private:
  absl::StatusOr<std::string> PayloadOf(const SequencedEvent& event);
  std::string PayloadOfRefused(const SequencedEvent& event, const decision::Rejection& refusal);
  std::string PayloadOfFollower(const SequencedEvent& event);
  bool IsDecision(const SequencedEvent& event) const {
    return event.event.type != decision::TypeOf<v1::SubsidyGranted>() &&
           decisions_.Matches(event.position, event.event);
  }

  const eventstore::EventStore& log_;
  std::unique_ptr<SupposedLog> supposed_;
  FoldedViews views_;
  const eventstore::Query decisions_ = Redecidable();
  AwardLedger recorded_ledger_;
  AwardLedger supposed_ledger_;
  std::map<std::string, std::string> refusals_;  // By claim.
};

// A fact of this kind with what `change` makes of it.
template <typename Fact, typename Change>
void Changed(const SequencedEvent& event, std::string& payload, Change&& change) {
  On<Fact>(event, [&](Fact fact) {
    change(fact);
    payload = fact.SerializeAsString();
  });
}

std::string Walk::PayloadOfRefused(const SequencedEvent& event,
                                   const decision::Rejection& refusal) {
  std::string payload = event.event.payload;
  Changed<v1::AwardComputed>(event, payload, [](auto& fact) {
    fact.set_amount_fen(0);
    fact.mutable_sheet()->set_award_fen(0);
  });
  Changed<v1::AwardProposed>(event, payload, [&](auto& fact) {
    // What the budget lacks is the answer, not the end.
    const auto award = refusal.metadata.find("award_fen");
    const bool short_budget =
        refusal.reason == grants::kBudgetExceeded && award != refusal.metadata.end();
    fact.set_amount_fen(short_budget ? std::stoll(award->second) : 0);
    fact.mutable_sheet()->set_award_fen(fact.amount_fen());
    refusals_[fact.claim_id()] = refusal.reason;
  });
  Changed<v1::AwardAdjusted>(event, payload, [&](auto& fact) {
    const Fen award = supposed_ledger_.Of(fact.claim_id()).award;
    const bool stays = refusal.reason == grants::kAdjustmentNotNeeded;
    fact.set_amount_fen(stays ? award.count : 0);
    fact.set_released_fen(award.count - fact.amount_fen());
  });
  Changed<v1::ClawbackProposed>(event, payload, [](auto& fact) {
    fact.set_due_fen(fact.net_paid_fen());
    fact.set_amount_fen(0);
  });
  if (refusal.reason == grants::kReductionNotNeeded) {
    // No limit to anybody.
    Changed<v1::RoundReduced>(event, payload, [](auto& fact) {
      for (auto& claim : *fact.mutable_claims()) claim.set_reduced_fen(money::kAmountMax.count);
    });
  }
  return payload;
}

std::string Walk::PayloadOfFollower(const SequencedEvent& event) {
  std::string payload = event.event.payload;
  const auto award = [&](auto& fact) {
    fact.set_amount_fen(supposed_ledger_.Of(fact.claim_id()).award.count);
  };
  Changed<v1::ReserveReleased>(event, payload, award);
  Changed<v1::SubsidyGranted>(event, payload, award);
  Changed<v1::PaymentOrdered>(event, payload, award);
  Changed<v1::PaymentSettled>(event, payload, award);
  Changed<v1::PaymentReturned>(event, payload, award);
  const auto clawback = [&](auto& fact) {
    fact.set_amount_fen(supposed_ledger_.Of(fact.claim_id()).clawback.count);
  };
  Changed<v1::ClawbackApproved>(event, payload, clawback);
  Changed<v1::ClawbackDismissed>(event, payload, clawback);
  Changed<v1::RecoveryRecorded>(event, payload, [&](auto& fact) {
    const Fen outstanding = supposed_ledger_.Of(fact.claim_id()).outstanding;
    const bool all = fact.outstanding_fen() == 0;
    fact.set_amount_fen(all ? outstanding.count : std::min(fact.amount_fen(), outstanding.count));
    fact.set_outstanding_fen(outstanding.count - fact.amount_fen());
  });
  Changed<v1::ClawbackWrittenOff>(event, payload, [&](auto& fact) {
    fact.set_amount_fen(supposed_ledger_.Of(fact.claim_id()).outstanding.count);
  });
  return payload;
}

absl::StatusOr<std::string> Walk::PayloadOf(const SequencedEvent& event) {
  if (!IsDecision(event)) return PayloadOfFollower(event);
  const Past past(views_, Position{event.position.value - 1});
  ASSIGN_OR_RETURN(const decision::Decision decision, DecideAgain(event, past));
  if (const auto* refusal = std::get_if<decision::Rejection>(&decision)) {
    return PayloadOfRefused(event, *refusal);
  }
  const auto* events = std::get_if<std::vector<eventstore::Event>>(&decision);
  const bool decided = events != nullptr && !events->empty();
  On<v1::AwardProposed>(event, [&](const auto& fact) { refusals_.erase(fact.claim_id()); });
  return decided ? events->front().payload : event.event.payload;
}

absl::Status Walk::Take(const SequencedEvent& event) {
  SequencedEvent supposed = event;
  ASSIGN_OR_RETURN(supposed.event.payload, PayloadOf(event));
  if (supposed.event.payload != event.event.payload) {
    supposed_->Replace(event.position, supposed.event.payload);
  }
  recorded_ledger_.Apply(event);
  supposed_ledger_.Apply(supposed);
  return absl::OkStatus();
}

absl::StatusOr<WhatIf> Walk::Result(Position head) {
  WhatIf result;
  result.head = head;
  std::map<std::string, SupposedBudget> budgets;
  for (const std::string& id : recorded_ledger_.claim_ids()) {
    const HeldAward recorded = recorded_ledger_.Of(id);
    const auto refusal = refusals_.find(id);
    result.awards.push_back({.claim_id = id,
                             .enterprise_id = recorded.enterprise_id,
                             .measure = recorded.measure,
                             .budget_id = recorded.budget_id,
                             .recorded = recorded.Kept(),
                             .supposed = supposed_ledger_.Of(id).Kept(),
                             .refusal = refusal == refusals_.end() ? "" : refusal->second});
    SupposedBudget& budget = budgets[recorded.budget_id];
    budget.recorded += result.awards.back().recorded;
    budget.supposed += result.awards.back().supposed;
  }
  for (auto& [id, budget] : budgets) {
    budget.budget_id = id;
    ASSIGN_OR_RETURN(const auto usage, decision::Load(log_, grants::BudgetUsage{id}));
    budget.allotted = usage.view.allotted;
    result.budgets.push_back(budget);
  }
  return result;
}

}  // namespace

absl::StatusOr<WhatIf> SupposePolicy(const eventstore::EventStore& log,
                                     const std::string& policy_text,
                                     const WhatIfProgress& progress) {
  ASSIGN_OR_RETURN(auto supposed, SupposedLog::Make(log, policy_text));
  ASSIGN_OR_RETURN(const Position head, log.Head());
  Walk walk(log, std::move(supposed));
  const eventstore::Query query = AwardLedger::Selects();
  Position done;
  while (done < head) {
    ASSIGN_OR_RETURN(
        const auto page,
        eventstore::ReadAll(log, query, {.after = done, .up_to = head, .limit = kPageEvents}));
    for (const SequencedEvent& event : page.events) {
      RETURN_IF_ERROR(walk.Take(event));
      if (progress) progress(event.position, head);
    }
    done = page.events.size() < kPageEvents ? head : page.events.back().position;
  }
  if (progress) progress(head, head);
  return walk.Result(head);
}

}  // namespace debut::redecision
