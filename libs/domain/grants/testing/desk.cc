#include "domain/grants/testing/desk.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "domain/grants/accept_claim.h"
#include "domain/grants/award.h"
#include "domain/grants/compute_award.h"
#include "domain/grants/decide_clawback.h"
#include "domain/grants/end_claim.h"
#include "domain/grants/end_clawback.h"
#include "domain/grants/end_payment.h"
#include "domain/grants/grant_subsidy.h"
#include "domain/grants/notice.h"
#include "domain/grants/order_payment.h"
#include "domain/grants/propose_award.h"
#include "domain/grants/propose_clawback.h"
#include "domain/grants/submit_claim.h"

namespace debut::grants::testing {

using money::Fen;

constexpr char kAuditor[] = "何平";

void Desk::Record(const History& facts) {
  const auto appended = store_.Append(facts, std::nullopt);
  ENSURE(appended.ok(), appended.status().ToString());
}

template <decision::Command C>
std::string Desk::Do(const C& command, const std::string& by) {
  decision::CommandContext context;
  context.principal = by;
  context.request_id = fmt::format("q-{}", ++requests_count_);
  const auto outcome = views_.Execute(command, context);
  if (outcome.ok()) return "";
  const auto rejection = decision::RejectionOf(outcome.status());
  ENSURE(rejection.has_value(), outcome.status().ToString());
  return rejection->reason;
}

std::string Desk::Submit(const std::string& claim_id, const std::string& round_id,
                         const MeasureFacts& facts, const std::string& enterprise_id) {
  SubmitClaim asked;
  asked.claim_id = claim_id;
  asked.round_id = round_id;
  asked.submitted_date = date_;
  asked.claimant = registry::Party(enterprise_id);
  asked.facts = facts;
  return Do(Prepared(asked, views_).value(), kClerk);
}

std::string Desk::Take(const std::string& claim_id, const ClaimFile& file) {
  const ClaimKeys keys = KeysOfClaim(claim_id, views_).value();
  switch (file.state) {
    case v1::CLAIM_STATE_SUBMITTED:
      return Do(AcceptClaim{keys, date_}, kClerk);
    case v1::CLAIM_STATE_ACCEPTED:
      return Do(ComputeAward{keys, kCalculator}, kCalculator);
    case v1::CLAIM_STATE_COMPUTED:
      return Do(ProposeAward{keys, kProposer, date_}, kProposer);
    case v1::CLAIM_STATE_PROPOSED:
      return Do(OpenNotice{keys, date_, &calendar::StateCouncilCalendar()}, kProposer);
    case v1::CLAIM_STATE_NOTICE_OPEN:
      date_ = std::max(date_, file.notice_ends_date + 1);
      return Do(CloseNotice{claim_id, date_}, kProposer);
    case v1::CLAIM_STATE_NOTICE_CLOSED:
      return Do(GrantSubsidy{keys, kApprover, "G-" + claim_id, date_, "资助决定"}, kApprover);
    case v1::CLAIM_STATE_GRANTED:
      return Do(OrderPayment{keys, kCashier, "O-" + claim_id, date_}, kCashier);
    case v1::CLAIM_STATE_ORDERED:
      return Do(SettlePayment{file.order_id, date_, "ICBC-" + claim_id, claim_id}, kCashier);
    default:
      return "no step follows";
  }
}

std::string Desk::Lead(const std::string& claim_id, v1::ClaimState until) {
  for (ClaimFile file = File(claim_id); file.state != until; file = File(claim_id)) {
    if (std::string refusal = Take(claim_id, file); !refusal.empty()) return refusal;
  }
  return "";
}

std::string Desk::Withdraw(const std::string& claim_id) {
  return Do(WithdrawClaim{claim_id, "主动撤回", date_}, kClerk);
}

std::string Desk::Reclaim(const std::string& claim_id, Fen part) {
  const ClaimFile file = File(claim_id);
  switch (file.state) {
    case v1::CLAIM_STATE_PAID:
    case v1::CLAIM_STATE_RECOVERED:
      return Do(ProposeClawback{KeysOfClaim(claim_id, views_).value(), kClerk, "多付", date_},
                kClerk);
    case v1::CLAIM_STATE_CLAWBACK_PROPOSED:
      return Do(ApproveClawback{claim_id, kAuditor, "追回决定", date_}, kAuditor);
    case v1::CLAIM_STATE_CLAWBACK_APPROVED:
    case v1::CLAIM_STATE_PARTLY_RECOVERED:
      return Do(RecordRecovery{claim_id, std::min(part, file.payment.clawback.Outstanding()), date_,
                               fmt::format("R-{}", ++recoveries_count_)},
                kCashier);
    default:
      return "nothing to be claimed back";
  }
}

ClaimFile Desk::File(const std::string& claim_id) const {
  return views_(ClaimFile{claim_id}).value();
}

CapUsage Desk::Usage(const std::vector<std::string>& cap_keys) const {
  return views_(CapUsage{cap_keys}).value();
}

Fen Desk::WorthBeside(const std::string& claim_id, Fen used_by_others) const {
  const ClaimFile file = File(claim_id);
  const RoundFile round = views_(RoundFile{file.terms.round_id}).value();
  const auto policy = views_(policy::PolicyByVersion{round.policy_version_id}).value();
  const ClaimKeys keys = KeysOfClaim(claim_id, views_).value();
  const MeasureFacts facts = views_(keys.facts).value();
  const Occasion occasion{Stage::kPayment, date_, file.terms.submitted_date};
  return Fen(SheetOf({file, round, *policy.Get(), facts}, used_by_others, occasion).award_fen());
}

}  // namespace debut::grants::testing
