#include "domain/grants/decide_clawback.h"

#include "calendar/date.h"
#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/guards.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

Refusal RefusalOfDecision(const ClaimFile& file, absl::CivilDay date, const std::string& by) {
  if (auto refusal =
          RefusalOfState(file, {v1::CLAIM_STATE_CLAWBACK_PROPOSED}, "deciding about a clawback")) {
    return refusal;
  }
  if (auto refusal = RefusalOfDate(file, date)) return refusal;
  return RefusalOfPerson(file.actors, CheckedStep::kClawbackApproved, by);
}

}  // namespace

Decision ApproveClawback::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_CLAWBACK_APPROVED && file.last_date == approved_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfDecision(file, approved_date, by)) return *refusal;
  v1::ClawbackApproved approved;
  approved.set_claim_id(claim_id);
  approved.set_clawback_number(file.payment.clawback.number);
  approved.set_amount_fen(file.payment.clawback.amount.count);
  approved.set_approved_date(FormatDate(approved_date));
  approved.set_document(document);
  return decision::Record(approved);
}

Decision DismissClawback::Decide(const ClaimFile& file) const {
  if (auto refusal = RefusalOfDecision(file, dismissed_date, by)) return *refusal;
  v1::ClawbackDismissed dismissed;
  dismissed.set_claim_id(claim_id);
  dismissed.set_clawback_number(file.payment.clawback.number);
  dismissed.set_cap_key(file.terms.cap_key);
  dismissed.set_budget_id(file.terms.budget_id);
  dismissed.set_amount_fen(file.payment.clawback.amount.count);
  dismissed.set_enterprise_id(file.terms.enterprise_id);
  dismissed.set_dismissed_date(FormatDate(dismissed_date));
  dismissed.set_grounds(grounds);
  return decision::Record(dismissed);
}

}  // namespace debut::grants
