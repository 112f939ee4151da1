#include "domain/grants/testing/money_facts.h"

namespace debut::grants::testing {
namespace {

// The fields that all facts that move money have.
template <typename Fact>
Fact Placed(const Story& story) {
  const v1::AwardProposed proposed = Proposed(story);
  Fact fact;
  fact.set_claim_id(story.claim_id);
  fact.set_cap_key(proposed.cap_key());
  fact.set_budget_id(proposed.budget_id());
  fact.set_enterprise_id(proposed.enterprise_id());
  return fact;
}

}  // namespace

market::v1::ContractAmended Amended(money::Fen amount, const Story& story) {
  market::v1::ContractAmended fact;
  fact.set_contract_id(story.contract_id);
  fact.set_amended_date("2021-01-20");
  fact.set_amount_fen(amount.count);
  auto& line = *fact.add_lines();
  line.set_product_id(story.product_id);
  line.set_amount_fen(amount.count);
  return fact;
}

market::v1::ContractTerminated Terminated(const Story& story) {
  market::v1::ContractTerminated fact;
  fact.set_contract_id(story.contract_id);
  fact.set_terminated_date("2021-02-20");
  return fact;
}

v1::AwardAdjusted Adjusted(money::Fen to, v1::ReserveStage stage, const Story& story) {
  auto fact = Placed<v1::AwardAdjusted>(story);
  fact.set_amount_fen(to.count);
  fact.set_released_fen((story.award - to).count);
  fact.set_stage(stage);
  fact.mutable_sheet()->set_award_fen(to.count);
  fact.set_adjusted_date("2021-01-26");
  fact.set_grounds("合同金额变更");
  return fact;
}

v1::ClawbackProposed ClawbackProposed(money::Fen amount, const Story& story) {
  auto fact = Placed<v1::ClawbackProposed>(story);
  fact.set_clawback_number(1);
  fact.set_amount_fen(amount.count);
  fact.set_net_paid_fen(story.award.count);
  fact.set_due_fen((story.award - amount).count);
  fact.set_proposed_date("2021-03-01");
  fact.set_grounds("弄虚作假");
  return fact;
}

v1::ClawbackApproved ClawbackApproved(money::Fen amount, const Story& story) {
  v1::ClawbackApproved fact;
  fact.set_claim_id(story.claim_id);
  fact.set_clawback_number(1);
  fact.set_amount_fen(amount.count);
  fact.set_approved_date("2021-03-02");
  fact.set_document("追回决定");
  return fact;
}

v1::ClawbackDismissed ClawbackDismissed(money::Fen amount, const Story& story) {
  auto fact = Placed<v1::ClawbackDismissed>(story);
  fact.set_clawback_number(1);
  fact.set_amount_fen(amount.count);
  fact.set_dismissed_date("2021-03-02");
  fact.set_grounds("证据不足");
  return fact;
}

v1::RecoveryRecorded Recovered(money::Fen amount, money::Fen outstanding, bool all,
                               const Story& story) {
  auto fact = Placed<v1::RecoveryRecorded>(story);
  fact.set_clawback_number(1);
  fact.set_amount_fen(amount.count);
  fact.set_recovered_date("2021-03-10");
  fact.set_bank_reference("ICBC-R1");
  fact.set_destination(v1::RECOVERY_DESTINATION_BUDGET);
  fact.set_outstanding_fen(outstanding.count);
  if (all) *fact.mutable_evidence() = Proposed(story).evidence();
  return fact;
}

v1::ClawbackWrittenOff WrittenOff(money::Fen amount, const Story& story) {
  auto fact = Placed<v1::ClawbackWrittenOff>(story);
  fact.set_clawback_number(1);
  fact.set_amount_fen(amount.count);
  fact.set_written_off_date("2021-04-01");
  fact.set_document("核销决定");
  fact.set_grounds("企业已破产");
  return fact;
}

History ClaimUntilClawbackProposed(money::Fen amount, const Story& story) {
  return ClaimUntil(v1::CLAIM_STATE_PAID, story) +
         History{By(kProposer, ClawbackProposed(amount, story))};
}

History ClaimUntilClawbackApproved(money::Fen amount, const Story& story) {
  return ClaimUntilClawbackProposed(amount, story) +
         History{By(kReviewer, ClawbackApproved(amount, story))};
}

}  // namespace debut::grants::testing
