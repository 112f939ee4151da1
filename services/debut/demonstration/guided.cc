#include "services/debut/demonstration/guided.h"

#include <array>

#include "services/debut/demonstration/product_kinds.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

constexpr int kFirstCreditNumber = 60'000;
constexpr std::array kNames = {"标准先行", "规矩方圆", "度量天下", "通行互认"};

// A standard of the year: its number in all its ids, and who drafts it in which order.
struct StandardPlan {
  int number = 0;
  const char* tier = "";
  const char* title = "";
  bool in_series = false;
  std::vector<int> drafters;  // Of the guided enterprises of the year, from 1; the first leads.
};

const std::vector<StandardPlan>& Plans() {
  static const std::vector<StandardPlan> plans = {
      {1, "TIER_NATIONAL", "首创产品性能试验方法", false, {1, 2}},
      {2, "TIER_INDUSTRY", "首创产品接口 第1部分：总则", true, {1, 2}},
      {3, "TIER_INDUSTRY", "首创产品接口 第2部分：数据", true, {1, 2}},
      {4, "TIER_INTERNATIONAL", "首创产品术语", false, {3}},
      {5, "TIER_GROUP", "首创产品评价规范", false, {4}}};
  return plans;
}

std::string StandardId(int year, int number) { return fmt::format("S-{}-{}", year, number); }

const Member& MemberOf(const std::vector<Member>& guided, int year, int number) {
  constexpr int kFirstYear = 2020;
  return guided[static_cast<std::size_t>((year - kFirstYear) * kGuidedPerYear + number - 1)];
}

void WriteStandard(const StandardPlan& plan, const std::vector<Member>& guided, int year,
                   Script& script) {
  const std::string id = StandardId(year, plan.number);
  json products = json::array();
  for (const int drafter : plan.drafters) {
    products.push_back(MemberOf(guided, year, drafter).product.id);
  }
  json proposal = {{"standard_id", id},
                   {"title", plan.title},
                   {"tier", plan.tier},
                   {"proposer_id", MemberOf(guided, year, plan.drafters.front()).party.id},
                   {"product_ids", products},
                   {"proposed_date", fmt::format("{}-11-05", year)}};
  if (plan.in_series) proposal["series_id"] = fmt::format("SER-{}", year);
  script.Call("standards.ProposeStandard", kStandardsOfficer, proposal);
  script.Call("standards.ApproveStandard", kStandardsOfficer,
              {{"standard_id", id},
               {"plan_number", fmt::format("计划-{}", id)},
               {"approved_date", fmt::format("{}-11-12", year)},
               {"document", "标准制修订计划"}});
  int rank = 0;
  for (const int drafter : plan.drafters) {
    ++rank;
    script.Call("standards.NameDrafter", kStandardsOfficer,
                {{"standard_id", id},
                 {"enterprise_id", MemberOf(guided, year, drafter).party.id},
                 {"role", rank == 1 ? "DRAFTER_ROLE_LEAD" : "DRAFTER_ROLE_PARTICIPANT"},
                 {"rank", rank},
                 {"named_date", fmt::format("{}-11-13", year)}});
  }
  script.Call("standards.CompleteDraft", kStandardsOfficer,
              {{"standard_id", id},
               {"drafted_date", fmt::format("{}-12-01", year)},
               {"document", "报批稿"}});
  script.Call("standards.PublishStandard", kStandardsOfficer,
              {{"standard_id", id},
               {"number", fmt::format("首创/T {}{:02}-{}", year % 100, plan.number, year)},
               {"publisher", "标准化管理委员会"},
               {"published_date", fmt::format("{}-12-21", year)}});
}

RoundPlan RoundOf(const YearDates& dates, int budget_year) {
  const auto row = [](const char* tier, const char* role, const char* amount) {
    return json{{"tier", tier}, {"role", role}, {"amount_fen", amount}};
  };
  return {.round_id = fmt::format("R-{}-2", dates.year),
          .measure = "MEASURE_STANDARDS",
          .rate_percent = 0,
          .budget_year = budget_year,
          .budget = "500万元",
          .guide = {{"standards_guide",
                     {{"rows",
                       {row("TIER_INTERNATIONAL", "DRAFTER_ROLE_LEAD", "50万元"),
                        row("TIER_NATIONAL", "DRAFTER_ROLE_LEAD", "30万元"),
                        row("TIER_NATIONAL", "DRAFTER_ROLE_PARTICIPANT", "10万元"),
                        row("TIER_INDUSTRY", "DRAFTER_ROLE_LEAD", "15万元"),
                        row("TIER_INDUSTRY", "DRAFTER_ROLE_PARTICIPANT", "5万元")}},
                      {"cap_per_enterprise_year", {{"fen", "40000000"}}}}}}};
}

// For standards of the year, each for the claimant's own product.
ClaimPlan PlanOf(const Member& member, const RoundPlan& round, const YearDates& spring,
                 const std::string& number, const std::vector<int>& standards) {
  json claimed = json::array();
  for (const int standard : standards) {
    claimed.push_back(
        {{"standard_id", StandardId(spring.year, standard)}, {"product_id", member.product.id}});
  }
  return PlanOfYear(member, spring, round,
                    {{"standards", {{"limit_year", spring.year}, {"standards", claimed}}}}, number);
}

}  // namespace

std::vector<Member> MakeGuided() {
  std::vector<Member> guided;
  for (const int year : {2020, 2021, 2022}) {
    for (int i = 1; i <= kGuidedPerYear; ++i) {
      const auto index = static_cast<int>(guided.size());
      Member member{
          .party = {.id = fmt::format("E-G{}-{}", year, i),
                    .credit_code = CreditCode("91", kFirstCreditNumber + index),
                    .name = fmt::format("北京{}{}科技有限公司", Pick(kNames, i - 1), year),
                    .kind = "PARTY_KIND_ENTERPRISE"},
          .number = fmt::format("G{}-{}", year, i),
          .year = year};
      member.product = {.id = "P-" + member.number,
                        .maker_id = member.party.id,
                        .name = fmt::format("{}测量系统{}型", Pick(kNames, i - 1), year),
                        .level = "LEVEL_DOMESTIC",
                        .type = Pick(kTypes, index),
                        .field = Pick(kFields, index),
                        .contracts = {}};
      guided.push_back(std::move(member));
    }
  }
  return guided;
}

void WriteStandards(const std::vector<Member>& guided, const YearDates& dates, Script& script) {
  for (const StandardPlan& plan : Plans()) WriteStandard(plan, guided, dates.year, script);
  const YearDates spring = SpringAfter(dates);
  const RoundPlan round = RoundOf(dates, spring.year + 1);
  WriteRound(round, spring, script);
  const auto plan = [&](int member, const char* suffix, const std::vector<int>& standards) {
    const Member& claimant = MemberOf(guided, dates.year, member);
    return PlanOf(claimant, round, spring, fmt::format("{}-2{}", claimant.number, suffix),
                  standards);
  };
  // 300,000 and 150,000: the cap of the year is 400,000, and nothing is left of it afterwards.
  WriteClaim(plan(1, "", {1, 2}), Stop::kPaid, script);
  const ClaimPlan full = plan(1, "A", {3});
  WriteClaim(full, Stop::kAccepted, script);
  script.Call("grants.ComputeAward", kCalculator, {{"claim_id", full.ClaimId()}}, "CAP_EXHAUSTED");
  // 100,000 and 50,000: the second part of the series is not rewarded again.
  script.Call("grants.SubmitClaim", kClerk, SubmissionOf(plan(2, "B", {2, 3})),
              "SERIES_NAMED_TWICE");
  WriteClaim(plan(2, "", {1, 2}), Stop::kPaid, script);
  const ClaimPlan again = plan(2, "A", {3});
  WriteClaim(again, Stop::kComputed, script);
  script.Call("grants.ProposeAward", kProposer,
              {{"claim_id", again.ClaimId()}, {"proposed_date", again.proposed_date}},
              "EVIDENCE_ALREADY_USED");
  // 500,000, cut to the cap; it waits for its payment.
  WriteClaim(plan(3, "", {4}), Stop::kGranted, script);
  script.Call("grants.SubmitClaim", kClerk, SubmissionOf(plan(3, "A", {1})), "DRAFTER_UNKNOWN");
  script.Call("grants.SubmitClaim", kClerk, SubmissionOf(plan(4, "", {5})), "REWARD_NOT_IN_GUIDE");
}

}  // namespace debut::cli::demonstration
