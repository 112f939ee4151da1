#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

void WriteDecision(const ClaimPlan& plan, Stop stop, const std::string& claim, Script& script) {
  script.Call("grants.ProposeAward", kProposer,
              {{"claim_id", claim}, {"proposed_date", plan.proposed_date}});
  if (stop == Stop::kProposed) return;
  script.Call("grants.OpenNotice", kProposer,
              {{"claim_id", claim}, {"opened_date", plan.notice_date}});
  if (stop == Stop::kNotice) return;
  script.Call("grants.CloseNotice", kProposer,
              {{"claim_id", claim}, {"closed_date", plan.closed_date}});
  script.Call("grants.GrantSubsidy", kApprover,
              {{"claim_id", claim},
               {"grant_id", Id("G", plan.number)},
               {"granted_date", DateAfter(plan.closed_date, 1)},
               {"document", "主任办公会议纪要〔2021〕17号"}});
  if (stop == Stop::kGranted) return;
  script.Call("grants.OrderPayment", kCashier,
              {{"claim_id", claim},
               {"order_id", Id("O", plan.number)},
               {"ordered_date", DateAfter(plan.closed_date, 2)}});
  if (stop == Stop::kOrdered) return;
  script.Call("grants.SettlePayment", kCashier,
              {{"order_id", Id("O", plan.number)},
               {"settled_date", plan.settled_date},
               {"bank_reference", fmt::format("回单-{:06}", plan.number)}});
}

}  // namespace

ClaimPlan PlanOf(const Product& product, int number, std::string round) {
  ClaimPlan plan{.number = number,
                 .round_id = std::move(round),
                 .enterprise_id = product.maker_id,
                 .product_id = product.id,
                 .contract_ids = {},
                 .submitted_date = "2021-06-10",
                 .proposed_date = "2021-07-05",
                 .notice_date = "2021-07-06",
                 .closed_date = "2021-07-14",
                 .settled_date = "2021-07-28"};
  return plan;
}

void WriteClaim(const ClaimPlan& plan, Stop stop, Script& script) {
  const std::string claim = Id("CL", plan.number);
  json basis = {{"product_id", plan.product_id}};
  if (!plan.contract_ids.empty()) basis["contract_ids"] = plan.contract_ids;
  script.Call("grants.SubmitClaim", kClerk,
              {{"claim_id", claim},
               {"round_id", plan.round_id},
               {"enterprise_id", plan.enterprise_id},
               {"submitted_date", plan.submitted_date},
               {"first_market_entry", basis}});
  if (stop == Stop::kSubmitted) return;
  if (stop == Stop::kRefused) {
    script.Call("grants.RefuseClaim", kClerk,
                {{"claim_id", claim},
                 {"grounds", "申报材料不完整，逾期未补正。"},
                 {"refused_date", DateAfter(plan.submitted_date, 10)}});
    return;
  }
  script.Call("grants.AcceptClaim", kClerk,
              {{"claim_id", claim}, {"accepted_date", DateAfter(plan.submitted_date, 3)}});
  if (stop == Stop::kAccepted) return;
  script.Call("grants.ComputeAward", kCalculator, {{"claim_id", claim}});
  if (stop == Stop::kComputed) return;
  WriteDecision(plan, stop == Stop::kWithdrawn ? Stop::kProposed : stop, claim, script);
  if (stop == Stop::kWithdrawn)
    script.Call("grants.WithdrawClaim", kClerk,
                {{"claim_id", claim},
                 {"grounds", "企业主动撤回。"},
                 {"withdrawn_date", DateAfter(plan.proposed_date, 1)}});
}

void WriteMainRound(const Cast& cast, Script& script) {
  script.Comment("Measure 3, the money: round R-2021-3 on budget 3/2021");
  script.Call("grants.AllotBudget", kBudgetOfficer,
              {{"measure", "MEASURE_FIRST_MARKET_ENTRY"},
               {"budget_year", 2021},
               {"amount_fen", "8000万元"},
               {"document", "预算批复〔2021〕3号"},
               {"allotted_date", "2021-03-15"}});
  script.Call("grants.OpenRound", kApprover,
              {{"round_id", "R-2021-3"},
               {"measure", "MEASURE_FIRST_MARKET_ENTRY"},
               {"round_year", 2021},
               {"budget_year", 2021},
               {"rate_numerator", "3"},
               {"rate_denominator", "10"},
               {"opens_date", "2021-06-01"},
               {"closes_date", "2021-06-30"},
               {"document", "2021年度首次进入市场支持申报指南"}});
  // The last claims stop on the way, one at each step.
  constexpr Stop kStops[] = {Stop::kSubmitted, Stop::kAccepted,  Stop::kRefused,
                             Stop::kComputed,  Stop::kWithdrawn, Stop::kProposed,
                             Stop::kNotice,    Stop::kGranted,   Stop::kOrdered};
  constexpr int kClaimsCount = 80;
  constexpr int kPaidCount = kClaimsCount - 2 * static_cast<int>(std::size(kStops));
  for (int i = 1; i <= kClaimsCount; ++i) {
    const Stop stop =
        i <= kPaidCount ? Stop::kPaid
                        : kStops[static_cast<std::size_t>(i - kPaidCount - 1) % std::size(kStops)];
    WriteClaim(PlanOf(cast.products[static_cast<std::size_t>(i - 1)], i, "R-2021-3"), stop, script);
  }
}

void WriteSecondRound(const Cast& cast, Script& script) {
  script.Comment("Round R-2021-3B on budget 3/2022: two claims race for the last of it");
  script.Call("grants.AllotBudget", kBudgetOfficer,
              {{"measure", "MEASURE_FIRST_MARKET_ENTRY"},
               {"budget_year", 2022},
               {"amount_fen", "100万元"},
               {"document", "预算批复〔2022〕1号"},
               {"allotted_date", "2021-09-20"}});
  script.Call("grants.OpenRound", kApprover,
              {{"round_id", "R-2021-3B"},
               {"measure", "MEASURE_FIRST_MARKET_ENTRY"},
               {"round_year", 2021},
               {"budget_year", 2022},
               {"rate_numerator", "3"},
               {"rate_denominator", "10"},
               {"opens_date", "2021-10-08"},
               {"closes_date", "2021-11-30"},
               {"document", "2021年度首次进入市场支持补充申报指南"}});
  std::vector<Script::Racer> racers;
  for (const int number : kRacers) {
    ClaimPlan plan =
        PlanOf(cast.products[static_cast<std::size_t>(number - 1)], number, "R-2021-3B");
    plan.submitted_date = "2021-10-11";
    WriteClaim(plan, Stop::kComputed, script);
    racers.push_back({"grants.ProposeAward",
                      kProposer,
                      {{"claim_id", Id("CL", number)}, {"proposed_date", "2021-12-06"}}});
  }
  script.Race(racers, {{"OK", 1}, {"BUDGET_EXCEEDED", 1}});
}

}  // namespace debut::cli::demonstration
