#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {

using nlohmann::json;

void WriteDecision(const ClaimPlan& plan, Stop stop, Script& script) {
  const std::string claim = plan.ClaimId();
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
               {"grant_id", plan.GrantId()},
               {"granted_date", DateAfter(plan.closed_date, 1)},
               {"document", "主任办公会议纪要〔2021〕17号"}});
  if (stop == Stop::kGranted) return;
  script.Call("grants.OrderPayment", kCashier,
              {{"claim_id", claim},
               {"order_id", plan.OrderId()},
               {"ordered_date", DateAfter(plan.closed_date, 2)}});
  if (stop == Stop::kOrdered) return;
  script.Call("grants.SettlePayment", kCashier,
              {{"order_id", plan.OrderId()},
               {"settled_date", plan.settled_date},
               {"bank_reference", "回单-" + plan.number}});
}

ClaimPlan PlanOf(const Product& product, const YearDates& dates, std::string number,
                 std::string round) {
  return {.number = std::move(number),
          .round_id = std::move(round),
          .enterprise_id = product.maker_id,
          .basis = {{"first_market_entry", {{"product_id", product.id}}}},
          .submitted_date = dates.submitted_date,
          .proposed_date = dates.proposed_date,
          .notice_date = dates.notice_date,
          .closed_date = dates.closed_date,
          .settled_date = dates.settled_date};
}

void WriteRound(const RoundPlan& plan, const YearDates& dates, Script& script) {
  script.Call("grants.AllotBudget", kBudgetOfficer,
              {{"measure", plan.measure},
               {"budget_year", plan.budget_year},
               {"amount_fen", plan.budget},
               {"document", fmt::format("预算批复〔{}〕{}号", plan.budget_year, plan.round_id)},
               {"allotted_date", dates.edition_date}});
  json round = {{"round_id", plan.round_id},
                {"measure", plan.measure},
                {"round_year", dates.year},
                {"budget_year", plan.budget_year},
                {"opens_date", dates.round_opens_date},
                {"closes_date", dates.round_closes_date},
                {"document", fmt::format("{}年度申报指南 {}", dates.year, plan.round_id)}};
  if (plan.rate_percent > 0) {
    round["rate_numerator"] = std::to_string(plan.rate_percent);
    round["rate_denominator"] = "100";
  }
  round.update(plan.guide);
  script.Call("grants.OpenRound", kApprover, round);
}

json SubmissionOf(const ClaimPlan& plan) {
  json request = {{"claim_id", plan.ClaimId()},
                  {"round_id", plan.round_id},
                  {"enterprise_id", plan.enterprise_id},
                  {"submitted_date", plan.submitted_date}};
  request.update(plan.basis);
  return request;
}

void WriteClaim(const ClaimPlan& plan, Stop stop, Script& script) {
  const std::string claim = plan.ClaimId();
  script.Call("grants.SubmitClaim", kClerk, SubmissionOf(plan));
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
  WriteDecision(plan, stop == Stop::kWithdrawn ? Stop::kProposed : stop, script);
  if (stop == Stop::kWithdrawn)
    script.Call("grants.WithdrawClaim", kClerk,
                {{"claim_id", claim},
                 {"grounds", "企业主动撤回。"},
                 {"withdrawn_date", DateAfter(plan.proposed_date, 1)}});
}

void WriteMainRound(const Cast& cast, Script& script) {
  script.Comment("Measure 3, the money: round R-2021-3 on budget 3/2021");
  WriteRound({.round_id = "R-2021-3",
              .measure = "MEASURE_FIRST_MARKET_ENTRY",
              .rate_percent = 30,
              .budget_year = 2021,
              .budget = "8000万元"},
             DatesOf2021(), script);
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
    const Product& product = cast.products[static_cast<std::size_t>(i - 1)];
    WriteClaim(PlanOf(product, DatesOf2021(), fmt::format("{:03}", i), "R-2021-3"), stop, script);
  }
}

void WriteSecondRound(const Cast& cast, Script& script) {
  script.Comment("Round R-2021-3B on budget 3/2022: two claims race for the last of it");
  YearDates dates = DatesOf2021();
  dates.round_opens_date = "2021-10-08";
  dates.round_closes_date = "2021-11-30";
  dates.submitted_date = "2021-10-11";
  WriteRound({.round_id = "R-2021-3B",
              .measure = "MEASURE_FIRST_MARKET_ENTRY",
              .rate_percent = 30,
              .budget_year = 2022,
              .budget = "100万元"},
             dates, script);
  std::vector<Script::Racer> racers;
  for (const int number : kRacers) {
    const Product& product = cast.products[static_cast<std::size_t>(number - 1)];
    const ClaimPlan plan = PlanOf(product, dates, fmt::format("{:03}", number), "R-2021-3B");
    WriteClaim(plan, Stop::kComputed, script);
    racers.push_back({"grants.ProposeAward",
                      kProposer,
                      {{"claim_id", plan.ClaimId()}, {"proposed_date", "2021-12-06"}}});
  }
  script.Race(racers, {{"OK", 1}, {"BUDGET_EXCEEDED", 1}});
}

}  // namespace debut::cli::demonstration
