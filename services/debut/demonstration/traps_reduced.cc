#include "services/debut/demonstration/traps.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

constexpr char kDecided[] = "2022-07-04";

void WriteReduction(const std::string& round_id, const char* budget,
                    const std::vector<ClaimPlan>& plans, Script& script) {
  for (const ClaimPlan& plan : plans) WriteClaim(plan, Stop::kComputed, script);
  script.Call("grants.DecideReduction", kApprover,
              {{"round_id", round_id},
               {"budget_fen", budget},
               {"decided_date", kDecided},
               {"document", "压减决定 " + round_id}});
  for (const ClaimPlan& plan : plans) {
    script.Call("grants.ProposeAward", kProposer,
                {{"claim_id", plan.ClaimId()}, {"proposed_date", plan.proposed_date}});
  }
}

// W8: prices of 2,000,000, 10,000,000 and 500,000 yuan, and a budget of 1,200,000.
void WriteThreePrices(const std::vector<Member>& traps, const char* round, const char* mode,
                      const std::vector<const char*>& numbers, Script& script) {
  const YearDates dates = DatesOf2022();
  const RoundPlan plan = TrapRound(round, mode);
  WriteRound(plan, dates, script);
  std::vector<ClaimPlan> claims;
  for (const char* number : numbers) {
    const Member& member = TrapOf(traps, number);
    WriteFirstEntry(member.product, dates, script);
    claims.push_back(PlanOf(member.product, dates, member.number, plan.round_id));
  }
  WriteReduction(plan.round_id, "120万元", claims, script);
}

// W14: an entitlement of 2·10⁸ fen and a budget of 10¹¹ fen, which another entitlement passes.
void WriteLargeBudget(const std::vector<Member>& traps, Script& script) {
  constexpr char kEvent[] = "X-W14";
  const YearDates dates = DatesOf2022();
  const RoundPlan round{
      .round_id = "R-2022-W14",
      .measure = "MEASURE_INTERNATIONAL_EXCHANGE",
      .rate_percent = 50,
      .budget_year = 2023,
      .budget = "100000万元",
      .guide = {{"reduction_mode", "REDUCTION_MODE_PRO_RATA"},
                {"exchange_guide",
                 {{"rows", json::array({{{"event_kind", "EVENT_KIND_CONFERENCE_ABROAD"},
                                         {"category", "EXPENSE_CATEGORY_VENUE"},
                                         {"limit_fen", "10000000万元"}}})},
                  {"cap_per_enterprise_year", {{"none", true}}}}}}};
  WriteRound(round, dates, script);
  script.Call("exchange.PlanEvent", kExchangeOfficer,
              {{"event_id", kEvent},
               {"kind", "EVENT_KIND_CONFERENCE_ABROAD"},
               {"name", "首创产品世界大会"},
               {"country", "SG"},
               {"city", "Singapore"},
               {"begins_date", "2022-03-21"},
               {"ends_date", "2022-03-25"},
               {"document", "大会方案批复"}});
  std::vector<ClaimPlan> claims;
  for (const auto& [number, amount] :
       {std::pair("W14A", "400000000"), std::pair("W14B", "400000000000")}) {
    const Member& member = TrapOf(traps, number);
    const std::string expense = fmt::format("EX-{}", number);
    script.Call("exchange.RegisterParticipation", kExchangeOfficer,
                {{"event_id", kEvent},
                 {"enterprise_id", member.party.id},
                 {"role", "PARTICIPANT_ROLE_HOST"},
                 {"product_ids", {member.product.id}},
                 {"registered_date", "2022-03-01"}});
    script.Call("exchange.RecordExpense", kExchangeOfficer,
                {{"expense_id", expense},
                 {"event_id", kEvent},
                 {"enterprise_id", member.party.id},
                 {"category", "EXPENSE_CATEGORY_VENUE"},
                 {"issuer", "World Congress Pte. Ltd."},
                 {"voucher_number", "INV-" + expense},
                 {"paid_date", "2022-04-01"},
                 {"currency", "CNY"},
                 {"amount_minor", amount}});
    script.Call(
        "exchange.ApproveExpense", kApprover,
        {{"expense_id", expense}, {"approved_fen", amount}, {"approved_date", "2022-04-11"}});
    ClaimPlan plan = PlanOf(member.product, dates, member.number, round.round_id);
    plan.basis = {{"exchange",
                   {{"event_id", kEvent},
                    {"product_id", member.product.id},
                    {"expense_ids", json::array({expense})}}}};
    claims.push_back(std::move(plan));
  }
  WriteReduction(round.round_id, "100000万元", claims, script);
}

}  // namespace

void WriteReducedTraps(const std::vector<Member>& traps, Script& script) {
  WriteThreePrices(traps, "W8A", "REDUCTION_MODE_PRO_RATA", {"W81", "W82", "W83"}, script);
  WriteThreePrices(traps, "W8B", "REDUCTION_MODE_RATE", {"W84", "W85", "W86"}, script);
  WriteLargeBudget(traps, script);
}

}  // namespace debut::cli::demonstration
