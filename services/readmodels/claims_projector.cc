#include "services/readmodels/claims_projector.h"

#include <string_view>

#include "base/ensure.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/options/v1/options.pb.h"
#include "decision/fact_codec.h"

namespace debut::readmodels {
namespace {

namespace grants = grants::v1;
using decision::On;

// Every state but that of an open notice is without a due date.
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

std::string_view StepAfter(grants::ClaimState state) {
  switch (state) {
    case grants::CLAIM_STATE_SUBMITTED:
      return "AcceptClaim";
    case grants::CLAIM_STATE_ACCEPTED:
      return "ComputeAward";
    case grants::CLAIM_STATE_COMPUTED:
      return "ProposeAward";
    case grants::CLAIM_STATE_PROPOSED:
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
    default:
      return "";
  }
}

std::string RoleOf(std::string_view step) {
  static const google::protobuf::ServiceDescriptor* const service =
      grants::Claim::descriptor()->file()->FindServiceByName("GrantsService");
  ENSURE(service != nullptr, "the contract of grants has its service");
  const auto* method = service->FindMethodByName(std::string(step));
  ENSURE(method != nullptr, "every next step is an RPC");
  return method->options().GetExtension(options::v1::role);
}

void ApplyReception(const eventstore::SequencedEvent& event, projection::Rows& rows) {
  On<grants::RoundOpened>(event, [&](const grants::RoundOpened& fact) {
    v1::RoundSeen round;
    round.set_round_year(fact.round_year());
    rows.Put(kRounds, fact.round_id(), round);
  });
  OnStep<grants::ClaimSubmitted>(event, rows, grants::CLAIM_STATE_SUBMITTED,
                                 [](v1::ClaimRow& claim, const grants::ClaimSubmitted& fact) {
                                   claim.set_claim_id(fact.claim_id());
                                   claim.set_round_id(fact.round_id());
                                   claim.set_measure(fact.measure());
                                   claim.set_enterprise_id(fact.enterprise_id());
                                   claim.set_submitted_date(fact.submitted_date());
                                 });
  OnStep<grants::ClaimAccepted>(event, rows, grants::CLAIM_STATE_ACCEPTED,
                                [](v1::ClaimRow& claim, const grants::ClaimAccepted& fact) {
                                  claim.set_acceptance_number(fact.acceptance_number());
                                });
  OnStep<grants::ClaimRefused>(event, rows, grants::CLAIM_STATE_REFUSED);
  OnStep<grants::ClaimWithdrawn>(event, rows, grants::CLAIM_STATE_WITHDRAWN);
}

void ApplyAward(const eventstore::SequencedEvent& event, projection::Rows& rows) {
  const auto set_amount = [](v1::ClaimRow& claim, const auto& fact) {
    claim.set_amount_fen(fact.amount_fen());
  };
  OnStep<grants::AwardComputed>(event, rows, grants::CLAIM_STATE_COMPUTED, set_amount);
  OnStep<grants::AwardProposed>(event, rows, grants::CLAIM_STATE_PROPOSED, set_amount);
  OnStep<grants::NoticeOpened>(event, rows, grants::CLAIM_STATE_NOTICE_OPEN,
                               [](v1::ClaimRow& claim, const grants::NoticeOpened& fact) {
                                 claim.set_due_date(fact.ends_date());
                               });
  OnStep<grants::NoticeClosed>(event, rows, grants::CLAIM_STATE_NOTICE_CLOSED);
  OnStep<grants::SubsidyGranted>(event, rows, grants::CLAIM_STATE_GRANTED);
  OnStep<grants::PaymentOrdered>(event, rows, grants::CLAIM_STATE_ORDERED);
  OnStep<grants::PaymentSettled>(event, rows, grants::CLAIM_STATE_PAID);
  OnStep<grants::PaymentReturned>(event, rows, grants::CLAIM_STATE_PAYMENT_RETURNED);
}

}  // namespace

eventstore::Query ClaimsProjector::Selects() const {
  return {
      {{.types =
            decision::TypesOf<grants::RoundOpened, grants::ClaimSubmitted, grants::ClaimAccepted,
                              grants::ClaimRefused, grants::ClaimWithdrawn, grants::AwardComputed,
                              grants::AwardProposed, grants::NoticeOpened, grants::NoticeClosed,
                              grants::SubsidyGranted, grants::PaymentOrdered,
                              grants::PaymentSettled, grants::PaymentReturned>(),
        .tags = {}}}};
}

void ClaimsProjector::Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const {
  ApplyReception(event, rows);
  ApplyAward(event, rows);
}

void SetNextStep(v1::ClaimRow& claim) {
  const std::string_view step = StepAfter(claim.state());
  if (step.empty()) return;
  claim.set_next_step(std::string(step));
  claim.set_next_role(RoleOf(step));
}

}  // namespace debut::readmodels
