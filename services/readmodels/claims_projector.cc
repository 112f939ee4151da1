#include "services/readmodels/claims_projector.h"

#include <map>
#include <string>
#include <string_view>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"
#include "services/readmodels/award_move.h"
#include "services/readmodels/claim_indexes.h"
#include "services/readmodels/fact_reading.h"
#include "services/readmodels/work_items.h"

namespace debut::readmodels {
namespace {

namespace grants = grants::v1;
using decision::On;

void AddMove(v1::ClaimRow& claim, const AwardMove& move) {
  claim.set_reserved_fen(claim.reserved_fen() + move.reserved_fen);
  claim.set_committed_fen(claim.committed_fen() + move.granted_fen);
  claim.set_spent_fen(claim.spent_fen() + move.paid_fen);
  claim.set_recovered_fen(claim.recovered_fen() + move.recovered_fen);
}

// Every state but those of an open notice and of an open correction is without a due date.
void Enter(v1::ClaimRow& claim, grants::ClaimState state) {
  claim.set_state(state);
  claim.clear_due_date();
}

// The claim enters `state`, and `change(ClaimRow&, const Fact&)` does the rest.
template <typename Fact, typename Change>
void OnStep(const eventstore::SequencedEvent& event, projection::Rows& rows,
            grants::ClaimState state, Change&& change) {
  On<Fact>(event, [&](const Fact& fact) {
    rows.Update(kClaims, fact.claim_id(), [&](v1::ClaimRow& claim) {
      Enter(claim, state);
      change(claim, fact);
    });
  });
}

template <typename Fact>
void OnStep(const eventstore::SequencedEvent& event, projection::Rows& rows,
            grants::ClaimState state) {
  OnStep<Fact>(event, rows, state, [](v1::ClaimRow&, const Fact&) {});
}

// After the states: the money that the event moves, its date, and what follows from the claim.
void Settle(const eventstore::SequencedEvent& event, const google::protobuf::Message& fact,
            const std::string& claim_id, const v1::ClaimRow& before, projection::Rows& rows) {
  v1::ClaimRow after = rows.Find(kClaims, claim_id).value_or(v1::ClaimRow());
  const auto move = AwardMoveOf(event);
  if (move && move->claim_id == claim_id) AddMove(after, *move);
  if (const std::string date = LegalDateOf(fact); !date.empty()) after.set_step_date(date);
  rows.Put(kClaims, claim_id, after);
  // A claim of which only a part is known, in a fold of some of its events, has no other rows.
  if (!after.claim_id().empty()) Reindex(before, after, rows);
}

std::string_view StepAfter(const v1::ClaimRow& claim) {
  switch (claim.state()) {
    case grants::CLAIM_STATE_SUBMITTED:
      return "AcceptClaim";
    case grants::CLAIM_STATE_CORRECTION_ASKED:
      return "SubmitCorrection";
    case grants::CLAIM_STATE_ACCEPTED:
      return "ComputeAward";
    case grants::CLAIM_STATE_COMPUTED:
      return "ProposeAward";
    case grants::CLAIM_STATE_PROPOSED:
      return claim.meeting_required() ? "DecideByMeeting" : "OpenNotice";
    case grants::CLAIM_STATE_DECIDED:
      return "OpenNotice";
    case grants::CLAIM_STATE_NOTICE_OPEN:
      return "CloseNotice";
    case grants::CLAIM_STATE_NOTICE_CLOSED:
      return "GrantSubsidy";
    case grants::CLAIM_STATE_GRANTED:
    case grants::CLAIM_STATE_PAYMENT_RETURNED:
      return "OrderPayment";
    case grants::CLAIM_STATE_ORDERED:
      return "SettlePayment";
    case grants::CLAIM_STATE_PAID:
      return "FilePerformanceReport";
    case grants::CLAIM_STATE_PERFORMANCE_REPORTED:
      return "ArchiveClaim";
    case grants::CLAIM_STATE_SUSPENDED:
      return "ResumeClaim";
    case grants::CLAIM_STATE_CLAWBACK_PROPOSED:
      return "ApproveClawback";
    case grants::CLAIM_STATE_CLAWBACK_APPROVED:
    case grants::CLAIM_STATE_PARTLY_RECOVERED:
      return "RecordRecovery";
    case grants::CLAIM_STATE_RECOVERED:
    case grants::CLAIM_STATE_WRITTEN_OFF:
      return claim.performance_reported() || claim.recovered_fen() == claim.spent_fen()
                 ? "ArchiveClaim"
                 : "FilePerformanceReport";
    default:
      return "";
  }
}

void ApplyReception(const eventstore::SequencedEvent& event, projection::Rows& rows) {
  On<grants::RoundOpened>(event, [&](const grants::RoundOpened& fact) {
    v1::RoundSeen round;
    round.set_round_year(fact.round_year());
    round.set_meeting_required(fact.meeting_required());
    rows.Put(kRounds, fact.round_id(), round);
  });
  OnStep<grants::ClaimSubmitted>(event, rows, grants::CLAIM_STATE_SUBMITTED,
                                 [&](v1::ClaimRow& claim, const grants::ClaimSubmitted& fact) {
                                   claim.set_claim_id(fact.claim_id());
                                   claim.set_round_id(fact.round_id());
                                   claim.set_measure(fact.measure());
                                   claim.set_enterprise_id(fact.enterprise_id());
                                   claim.set_submitted_date(fact.submitted_date());
                                   claim.set_round_year(fact.round_year());
                                   claim.set_budget_year(fact.budget_year());
                                   claim.set_limit_year(fact.limit_year());
                                   claim.set_cap_key(fact.cap_key());
                                   for (const std::string& id : TagValues(event, "product")) {
                                     claim.add_product_ids(id);
                                   }
                                 });
  On<grants::ClaimSubmitted>(event, [&](const grants::ClaimSubmitted& fact) {
    const auto round = rows.Find(kRounds, fact.round_id());
    if (!round.has_value() || !round->meeting_required()) return;
    rows.Update(kClaims, fact.claim_id(),
                [](v1::ClaimRow& claim) { claim.set_meeting_required(true); });
  });
  OnStep<grants::ClaimAccepted>(event, rows, grants::CLAIM_STATE_ACCEPTED,
                                [](v1::ClaimRow& claim, const grants::ClaimAccepted& fact) {
                                  claim.set_acceptance_number(fact.acceptance_number());
                                });
  OnStep<grants::ClaimRefused>(event, rows, grants::CLAIM_STATE_REFUSED);
  OnStep<grants::ClaimWithdrawn>(event, rows, grants::CLAIM_STATE_WITHDRAWN);
}

void ApplyAward(const eventstore::SequencedEvent& event, projection::Rows& rows) {
  OnStep<grants::AwardComputed>(event, rows, grants::CLAIM_STATE_COMPUTED,
                                [](v1::ClaimRow& claim, const grants::AwardComputed& fact) {
                                  claim.set_amount_fen(fact.amount_fen());
                                  claim.set_entitlement_fen(fact.amount_fen());
                                });
  OnStep<grants::AwardProposed>(event, rows, grants::CLAIM_STATE_PROPOSED,
                                [](v1::ClaimRow& claim, const grants::AwardProposed& fact) {
                                  claim.set_amount_fen(fact.amount_fen());
                                });
  OnStep<grants::NoticeOpened>(event, rows, grants::CLAIM_STATE_NOTICE_OPEN,
                               [](v1::ClaimRow& claim, const grants::NoticeOpened& fact) {
                                 claim.set_due_date(fact.ends_date());
                                 claim.set_notice_opened_date(fact.opened_date());
                                 claim.set_notice_ends_date(fact.ends_date());
                               });
  OnStep<grants::NoticeClosed>(event, rows, grants::CLAIM_STATE_NOTICE_CLOSED);
}

void ApplyPayment(const eventstore::SequencedEvent& event, projection::Rows& rows) {
  OnStep<grants::SubsidyGranted>(event, rows, grants::CLAIM_STATE_GRANTED,
                                 [](v1::ClaimRow& claim, const grants::SubsidyGranted& fact) {
                                   claim.set_grant_id(fact.grant_id());
                                 });
  OnStep<grants::PaymentOrdered>(event, rows, grants::CLAIM_STATE_ORDERED);
  OnStep<grants::PaymentSettled>(event, rows, grants::CLAIM_STATE_PAID);
  OnStep<grants::PaymentReturned>(event, rows, grants::CLAIM_STATE_PAYMENT_RETURNED);
}

void ApplyReview(const eventstore::SequencedEvent& event, projection::Rows& rows) {
  OnStep<grants::CorrectionRequested>(
      event, rows, grants::CLAIM_STATE_CORRECTION_ASKED,
      [](v1::ClaimRow& claim, const auto& fact) { claim.set_due_date(fact.due_date()); });
  OnStep<grants::CorrectionSubmitted>(event, rows, grants::CLAIM_STATE_SUBMITTED);
  On<grants::MeetingDecided>(event, [&](const grants::MeetingDecided& fact) {
    for (const grants::MeetingItem& item : fact.items()) {
      if (item.verdict() != grants::MEETING_VERDICT_APPROVED) continue;
      rows.Update(kClaims, item.claim_id(),
                  [](v1::ClaimRow& claim) { Enter(claim, grants::CLAIM_STATE_DECIDED); });
    }
  });
  OnStep<grants::NoticeVoided>(event, rows, grants::CLAIM_STATE_COMPUTED,
                               [](v1::ClaimRow& claim, const auto& fact) {
                                 claim.clear_notice_opened_date();
                                 claim.clear_notice_ends_date();
                                 if (fact.cause() == grants::NOTICE_VOID_CAUSE_PAYEE_CHANGED) {
                                   claim.set_state(grants::CLAIM_STATE_PROPOSED);
                                 }
                               });
  // The due date stays: a notice runs on while its claim is suspended.
  On<grants::ClaimSuspended>(event, [&](const grants::ClaimSuspended& fact) {
    rows.Update(kClaims, fact.claim_id(), [](v1::ClaimRow& claim) {
      claim.set_suspended_from(claim.state());
      claim.set_state(grants::CLAIM_STATE_SUSPENDED);
    });
  });
  On<grants::ClaimResumed>(event, [&](const grants::ClaimResumed& fact) {
    rows.Update(kClaims, fact.claim_id(), [](v1::ClaimRow& claim) {
      claim.set_state(claim.suspended_from());
      claim.clear_suspended_from();
    });
  });
  On<grants::PerformanceReported>(event, [&](const grants::PerformanceReported& fact) {
    rows.Update(kClaims, fact.claim_id(), [](v1::ClaimRow& claim) {
      claim.set_performance_reported(true);
      // A clawback that is still coming in goes on.
      if (claim.state() == grants::CLAIM_STATE_PARTLY_RECOVERED) return;
      Enter(claim, grants::CLAIM_STATE_PERFORMANCE_REPORTED);
    });
  });
  OnStep<grants::ClaimArchived>(event, rows, grants::CLAIM_STATE_ARCHIVED);
}

void ApplyChange(const eventstore::SequencedEvent& event, projection::Rows& rows) {
  On<grants::AwardAdjusted>(event, [&](const grants::AwardAdjusted& fact) {
    rows.Update(kClaims, fact.claim_id(), [&](v1::ClaimRow& claim) {
      claim.set_amount_fen(fact.amount_fen());
      if (claim.state() == grants::CLAIM_STATE_NOTICE_OPEN ||
          claim.state() == grants::CLAIM_STATE_DECIDED) {
        Enter(claim, grants::CLAIM_STATE_PROPOSED);
        claim.clear_notice_opened_date();
        claim.clear_notice_ends_date();
      }
    });
  });
  On<grants::ClawbackProposed>(event, [&](const grants::ClawbackProposed& fact) {
    rows.Update(kClaims, fact.claim_id(), [](v1::ClaimRow& claim) {
      claim.set_state_before_clawback(claim.state());
      Enter(claim, grants::CLAIM_STATE_CLAWBACK_PROPOSED);
    });
  });
  OnStep<grants::ClawbackApproved>(event, rows, grants::CLAIM_STATE_CLAWBACK_APPROVED,
                                   [](v1::ClaimRow& claim, const grants::ClawbackApproved&) {
                                     claim.clear_state_before_clawback();
                                   });
  On<grants::ClawbackDismissed>(event, [&](const grants::ClawbackDismissed& fact) {
    rows.Update(kClaims, fact.claim_id(), [](v1::ClaimRow& claim) {
      Enter(claim, claim.state_before_clawback());
      claim.clear_state_before_clawback();
    });
  });
  On<grants::RecoveryRecorded>(event, [&](const grants::RecoveryRecorded& fact) {
    rows.Update(kClaims, fact.claim_id(), [&](v1::ClaimRow& claim) {
      Enter(claim, fact.outstanding_fen() > 0 ? grants::CLAIM_STATE_PARTLY_RECOVERED
                                              : grants::CLAIM_STATE_RECOVERED);
    });
  });
  OnStep<grants::ClawbackWrittenOff>(event, rows, grants::CLAIM_STATE_WRITTEN_OFF);
}

}  // namespace

eventstore::Query ClaimsProjector::Selects() const {
  return {{{.types = decision::TypesOf<
                grants::RoundOpened, grants::ClaimSubmitted, grants::ClaimAccepted,
                grants::ClaimRefused, grants::ClaimWithdrawn, grants::AwardComputed,
                grants::AwardProposed, grants::ReserveReleased, grants::NoticeOpened,
                grants::NoticeClosed, grants::SubsidyGranted, grants::PaymentOrdered,
                grants::PaymentSettled, grants::PaymentReturned, grants::CorrectionRequested,
                grants::CorrectionSubmitted, grants::MeetingDecided, grants::NoticeVoided,
                grants::ClaimSuspended, grants::ClaimResumed, grants::PerformanceReported,
                grants::ClaimArchived, grants::AwardAdjusted, grants::ClawbackProposed,
                grants::ClawbackApproved, grants::ClawbackDismissed, grants::RecoveryRecorded,
                grants::ClawbackWrittenOff>(),
            .tags = {}}}};
}

void ClaimsProjector::Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const {
  std::map<std::string, v1::ClaimRow> before;
  for (const std::string& id : TagValues(event, "claim")) {
    before[id] = rows.Find(kClaims, id).value_or(v1::ClaimRow());
  }
  ApplyReception(event, rows);
  ApplyAward(event, rows);
  ApplyPayment(event, rows);
  ApplyReview(event, rows);
  ApplyChange(event, rows);
  const auto fact = FactIn(event);
  for (const auto& [id, claim] : before) Settle(event, *fact, id, claim, rows);
}

void SetNextStep(v1::ClaimRow& claim) {
  const std::string_view step = StepAfter(claim);
  if (step.empty()) return;
  claim.set_next_step(std::string(step));
  claim.set_next_role(RoleOfStep(step));
}

}  // namespace debut::readmodels
