#include "domain/grants/claim_file.h"

#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::grants {
namespace {

using decision::On;
using decision::RecordedDate;
using eventstore::SequencedEvent;
using money::Fen;

}  // namespace

eventstore::Query ClaimFile::Selects() const {
  if (claim_id.empty()) return {};
  return {{{.types = decision::TypesOf<
                v1::ClaimSubmitted, v1::ClaimAccepted, v1::ClaimRefused, v1::ClaimWithdrawn,
                v1::AwardComputed, v1::AwardProposed, v1::NoticeOpened, v1::NoticeClosed,
                v1::SubsidyGranted, v1::PaymentOrdered, v1::PaymentSettled, v1::PaymentReturned,
                v1::AttachmentsFiled, v1::CorrectionRequested, v1::CorrectionSubmitted,
                v1::SpecialAuditRecorded, v1::ExpertOpinionGiven, v1::MeetingDecided,
                v1::NoticeVoided, v1::ObjectionRaised, v1::ObjectionUpheld, v1::ObjectionDismissed,
                v1::ClaimSuspended, v1::ClaimResumed, v1::PerformanceReported, v1::ClaimArchived,
                v1::AwardAdjusted, v1::ClawbackProposed, v1::ClawbackApproved,
                v1::ClawbackDismissed, v1::RecoveryRecorded, v1::ClawbackWrittenOff>(),
            .tags = {decision::Tag("claim", claim_id)}}}};
}

void ClaimFile::Apply(const SequencedEvent& event) {
  ApplyReception(event);
  ApplyAward(event);
  ApplyNotice(event);
  ApplyPayment(event);
  ApplyReview(event);
  ApplyChange(event);
  payment.Apply(event);
}

void ClaimFile::ApplyReception(const SequencedEvent& event) {
  On<v1::ClaimSubmitted>(event, [&](const v1::ClaimSubmitted& fact) {
    state = v1::CLAIM_STATE_SUBMITTED;
    last_date = RecordedDate(fact.submitted_date());
    terms = {.round_id = fact.round_id(),
             .measure = fact.measure(),
             .enterprise_id = fact.enterprise_id(),
             .subject_key = fact.subject_key(),
             .cap_key = fact.cap_key(),
             .budget_id = fact.budget_id(),
             .limit_year = fact.limit_year(),
             .round_year = fact.round_year(),
             .budget_year = fact.budget_year(),
             .submitted_date = last_date,
             .basis = BasisIn(fact),
             .invoices = InvoicesIn(fact.invoices())};
  });
  On<v1::ClaimAccepted>(event, [&](const v1::ClaimAccepted& fact) {
    state = v1::CLAIM_STATE_ACCEPTED;
    acceptance_number = fact.acceptance_number();
    last_date = RecordedDate(fact.accepted_date());
  });
  On<v1::ClaimRefused>(event, [&](const v1::ClaimRefused& fact) {
    state = v1::CLAIM_STATE_REFUSED;
    grounds = fact.grounds();
    last_date = RecordedDate(fact.refused_date());
  });
  On<v1::ClaimWithdrawn>(event, [&](const v1::ClaimWithdrawn& fact) {
    state = v1::CLAIM_STATE_WITHDRAWN;
    grounds = fact.grounds();
    last_date = RecordedDate(fact.withdrawn_date());
  });
}

void ClaimFile::ApplyAward(const SequencedEvent& event) {
  On<v1::AwardComputed>(event, [&](const v1::AwardComputed& fact) {
    state = v1::CLAIM_STATE_COMPUTED;
    actors.computed_by = event.event.principal;
    amount = Fen(fact.amount_fen());
    sheet = std::make_shared<const policy::v1::CalculationSheet>(fact.sheet());
  });
  On<v1::AwardProposed>(event, [&](const v1::AwardProposed& fact) {
    state = v1::CLAIM_STATE_PROPOSED;
    actors.proposed_by = event.event.principal;
    amount = Fen(fact.amount_fen());
    sheet = std::make_shared<const policy::v1::CalculationSheet>(fact.sheet());
    evidence.clear();
    for (const v1::EvidenceUse& use : fact.evidence()) {
      evidence.push_back({use.evidence_key(), use.subject_id()});
    }
    last_date = RecordedDate(fact.proposed_date());
  });
}

void ClaimFile::ApplyNotice(const SequencedEvent& event) {
  On<v1::NoticeOpened>(event, [&](const v1::NoticeOpened& fact) {
    state = v1::CLAIM_STATE_NOTICE_OPEN;
    notice_opened_date = RecordedDate(fact.opened_date());
    notice_ends_date = RecordedDate(fact.ends_date());
    notice_payee_id = fact.payee_id();
    last_date = notice_opened_date;
  });
  On<v1::NoticeClosed>(event, [&](const v1::NoticeClosed& fact) {
    state = v1::CLAIM_STATE_NOTICE_CLOSED;
    last_date = RecordedDate(fact.closed_date());
  });
}

void ClaimFile::ApplyPayment(const SequencedEvent& event) {
  On<v1::SubsidyGranted>(event, [&](const v1::SubsidyGranted& fact) {
    state = v1::CLAIM_STATE_GRANTED;
    actors.granted_by = event.event.principal;
    grant_id = fact.grant_id();
    last_date = RecordedDate(fact.granted_date());
  });
  On<v1::PaymentOrdered>(event, [&](const v1::PaymentOrdered& fact) {
    state = v1::CLAIM_STATE_ORDERED;
    actors.ordered_by = event.event.principal;
    order_id = fact.order_id();
    last_date = RecordedDate(fact.ordered_date());
  });
  On<v1::PaymentSettled>(event, [&](const v1::PaymentSettled& fact) {
    state = v1::CLAIM_STATE_PAID;
    last_date = RecordedDate(fact.settled_date());
  });
  On<v1::PaymentReturned>(event, [&](const v1::PaymentReturned& fact) {
    state = v1::CLAIM_STATE_PAYMENT_RETURNED;
    last_date = RecordedDate(fact.returned_date());
  });
}

void ClaimFile::ApplyChange(const SequencedEvent& event) {
  On<v1::AwardAdjusted>(event, [&](const v1::AwardAdjusted& fact) {
    if (state == v1::CLAIM_STATE_NOTICE_OPEN || state == v1::CLAIM_STATE_DECIDED) {
      state = v1::CLAIM_STATE_PROPOSED;
    }
    actors.adjusted_by = event.event.principal;
    amount = Fen(fact.amount_fen());
    sheet = std::make_shared<const policy::v1::CalculationSheet>(fact.sheet());
    last_date = RecordedDate(fact.adjusted_date());
  });
  On<v1::ClawbackProposed>(event, [&](const v1::ClawbackProposed& fact) {
    state_before_clawback = state;
    state = v1::CLAIM_STATE_CLAWBACK_PROPOSED;
    actors.clawback_proposed_by = event.event.principal;
    last_date = RecordedDate(fact.proposed_date());
  });
  On<v1::ClawbackApproved>(event, [&](const v1::ClawbackApproved& fact) {
    state = v1::CLAIM_STATE_CLAWBACK_APPROVED;
    last_date = RecordedDate(fact.approved_date());
  });
  On<v1::ClawbackDismissed>(event, [&](const v1::ClawbackDismissed& fact) {
    state = state_before_clawback;
    last_date = RecordedDate(fact.dismissed_date());
  });
  On<v1::RecoveryRecorded>(event, [&](const v1::RecoveryRecorded& fact) {
    state =
        fact.outstanding_fen() > 0 ? v1::CLAIM_STATE_PARTLY_RECOVERED : v1::CLAIM_STATE_RECOVERED;
    last_date = RecordedDate(fact.recovered_date());
  });
  On<v1::ClawbackWrittenOff>(event, [&](const v1::ClawbackWrittenOff& fact) {
    state = v1::CLAIM_STATE_WRITTEN_OFF;
    last_date = RecordedDate(fact.written_off_date());
  });
}

}  // namespace debut::grants
