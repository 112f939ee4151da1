#include "services/debut/demonstration/traps.h"

#include "services/debut/demonstration/years.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

constexpr char kMainRound[] = "R-2022-W3";
// What W11 changes in the text of the policy.
constexpr std::string_view kVersionOfText = "version_id: \"2020-12-30\"";
constexpr std::string_view kCapOfText = "cap_domestic { fen: 100000000";

ClaimPlan MainPlan(const Member& member) {
  return PlanOf(member.product, DatesOf2022(), member.number, kMainRound);
}

// The facts of a member's first entry, and its claim in the main round, paid.
ClaimPlan WritePaid(const Member& member, Script& script) {
  WriteFirstEntry(member.product, DatesOf2022(), script);
  const ClaimPlan plan = MainPlan(member);
  WriteClaim(plan, Stop::kPaid, script);
  return plan;
}

// A clawback of all that is too much, approved by somebody who had no part in the award.
void WriteClawback(const ClaimPlan& plan, Script& script) {
  script.Call(
      "grants.ProposeClawback", kProposer,
      {{"claim_id", plan.ClaimId()}, {"proposed_date", "2022-09-05"}, {"grounds", "合同价款调减"}});
  script.Call("grants.ApproveClawback", kClawbackApprover,
              {{"claim_id", plan.ClaimId()},
               {"approved_date", "2022-09-06"},
               {"document", "追回决定 " + plan.number}});
}

void WriteRecovery(const ClaimPlan& plan, const char* amount, const char* date, Script& script) {
  script.Call("grants.RecordRecovery", kCashier,
              {{"claim_id", plan.ClaimId()},
               {"amount_fen", amount},
               {"recovered_date", date},
               {"bank_reference", fmt::format("退款-{}-{}", plan.number, date)}});
}

// W5: one fen is left under the cap of the family, and two claims in two rounds race for it.
void WriteLastFen(const Member& member, Script& script) {
  WriteFirstEntry(member.product, DatesOf2022(), script);
  const auto& contracts = member.product.contracts;
  ClaimPlan plan = MainPlan(member);
  plan.basis["first_market_entry"]["contract_ids"] = {contracts[0].id};
  WriteClaim(plan, Stop::kPaid, script);
  YearDates autumn = DatesOf2022();
  autumn.round_opens_date = "2022-08-01";
  autumn.round_closes_date = "2022-08-31";
  autumn.submitted_date = "2022-08-10";
  std::vector<Script::Racer> racers;
  std::size_t contract = 0;
  for (const char* suffix : {"A", "B"}) {
    const RoundPlan round = TrapRound(fmt::format("W5{}", suffix).c_str());
    WriteRound(round, autumn, script);
    ClaimPlan racer = PlanOf(member.product, autumn, member.number + suffix, round.round_id);
    racer.basis["first_market_entry"]["contract_ids"] = {contracts[++contract].id};
    WriteClaim(racer, Stop::kComputed, script);
    racers.push_back({"grants.ProposeAward",
                      kProposer,
                      {{"claim_id", racer.ClaimId()}, {"proposed_date", "2022-09-05"}}});
  }
  script.Race(racers, {{"OK", 1}, {"CAP_EXHAUSTED", 1}});
}

// W12: after the payment it comes out that the price had been lowered before.
void WriteBackdatedAmendment(const Member& member, Script& script) {
  const ClaimPlan plan = WritePaid(member, script);
  const Contract& contract = member.product.contracts.front();
  script.Call("market.AmendContract", kMarketOfficer,
              {{"contract_id", contract.id},
               {"amended_date", "2022-05-20"},
               {"amount_fen", "150万元"},
               {"lines", {{{"product_id", member.product.id}, {"amount_fen", "150万元"}}}},
               {"document", "补充协议"}});
  WriteClawback(plan, script);
  // In the budget's year it can be spent again; later it goes to the treasury.
  WriteRecovery(plan, "10万元", "2023-02-10", script);
  WriteRecovery(plan, "5万元", "2024-01-15", script);
}

// W13: each command of an award's proposal is sent twice, as after a time-out.
void WriteRepeatedCommands(const Member& member, Script& script) {
  WriteFirstEntry(member.product, DatesOf2022(), script);
  const ClaimPlan plan = MainPlan(member);
  json submission = SubmissionOf(plan);
  submission["request_id"] = "demonstration-w13-submit";
  const json proposal = {{"request_id", "demonstration-w13-propose"},
                         {"claim_id", plan.ClaimId()},
                         {"proposed_date", plan.proposed_date}};
  for (int time = 0; time < 2; ++time) script.Call("grants.SubmitClaim", kClerk, submission);
  script.Call("grants.AcceptClaim", kClerk,
              {{"claim_id", plan.ClaimId()}, {"accepted_date", "2022-06-13"}});
  script.Call("grants.ComputeAward", kCalculator, {{"claim_id", plan.ClaimId()}});
  for (int time = 0; time < 2; ++time) script.Call("grants.ProposeAward", kProposer, proposal);
}

void Replace(std::string_view old_text, const std::string& new_text, std::string& text) {
  text.replace(text.find(old_text), old_text.size(), new_text);
}

std::string VersionWith(std::string policy_text, const std::string& version_id,
                        const std::string& cap_domestic) {
  Replace(kVersionOfText, fmt::format("version_id: \"{}\"", version_id), policy_text);
  Replace(kCapOfText, "cap_domestic { fen: " + cap_domestic, policy_text);
  return policy_text;
}

// W11: while a claim is under way, a version comes that is in force from the middle of its round
// on, and one for a date far away. The round keeps the version that it has pinned.
void WritePolicyChange(const Member& member, const std::string& policy_text, Script& script) {
  WriteFirstEntry(member.product, DatesOf2022(), script);
  const ClaimPlan plan = MainPlan(member);
  script.Call("grants.SubmitClaim", kClerk, SubmissionOf(plan));
  script.Call("policy.AdoptPolicy", kApprover,
              {{"text", VersionWith(policy_text, "2022-06-15", "80000000")},
               {"effective_date", "2022-06-15"},
               {"document", "中科园发〔2022〕11号"}});
  script.Call("policy.AdoptPolicy", kApprover,
              {{"text", VersionWith(policy_text, "2031-01-01", "50000000")},
               {"effective_date", "2031-01-01"},
               {"document", "中科园发〔2022〕12号"}});
  script.Call("grants.AcceptClaim", kClerk,
              {{"claim_id", plan.ClaimId()}, {"accepted_date", "2022-06-16"}});
  script.Call("grants.ComputeAward", kCalculator, {{"claim_id", plan.ClaimId()}});
  WriteDecision(plan, Stop::kPaid, script);
}

}  // namespace

bool IsChangeable(std::string_view policy_text) {
  return policy_text.find(kVersionOfText) != std::string_view::npos &&
         policy_text.find(kCapOfText) != std::string_view::npos;
}

void WriteTraps(const std::vector<Member>& traps, const std::string& policy_text, Script& script) {
  script.Comment("The worked examples of the policy, each by an enterprise of its own");
  WriteYearlyTraps(traps, script);
  WriteRound(TrapRound("W3"), DatesOf2022(), script);
  WriteLastFen(TrapOf(traps, "W05"), script);
  WriteReducedTraps(traps, script);
  WritePaid(TrapOf(traps, "USD"), script);
  WriteBackdatedAmendment(TrapOf(traps, "W12"), script);
  WriteRepeatedCommands(TrapOf(traps, "W13"), script);
  // The last: what is opened after it has another policy.
  WritePolicyChange(TrapOf(traps, "W11"), policy_text, script);
}

}  // namespace debut::cli::demonstration
