#include "services/debut/demonstration/guided.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

// What an enterprise paid for an event. `euro_cents`: in EUR by a stored rate, instead of yuan.
struct ExpensePlan {
  std::string id;
  std::string event_id;
  std::string enterprise_id;
  const char* category = "";
  std::int64_t amount_fen = 0;
  std::int64_t euro_cents = 0;
  std::string voucher;  // Empty: one of its own.
};

// The events of a year, and its four enterprises.
struct Year {
  const std::vector<Member>& guided;
  const YearDates& dates;
  YearDates spring;
  RoundPlan round;

  const Member& Who(int number) const {
    constexpr int kFirstYear = 2020;
    return guided[static_cast<std::size_t>((dates.year - kFirstYear) * kGuidedPerYear + number -
                                           1)];
  }
  std::string Conference() const { return fmt::format("X-{}-1", dates.year); }
  std::string Exhibition() const { return fmt::format("X-{}-2", dates.year); }
  std::string On(const char* day) const { return fmt::format("{}-{}", dates.year, day); }
};

RoundPlan RoundOf(const YearDates& dates, int budget_year) {
  const auto row = [](const char* kind, const char* category, const char* limit) {
    return json{{"event_kind", kind}, {"category", category}, {"limit_fen", limit}};
  };
  constexpr char kConference[] = "EVENT_KIND_CONFERENCE_IN_BEIJING";
  constexpr char kExhibition[] = "EVENT_KIND_EXHIBITION_ABROAD";
  return {.round_id = fmt::format("R-{}-6", dates.year),
          .measure = "MEASURE_INTERNATIONAL_EXCHANGE",
          .rate_percent = 50,
          .budget_year = budget_year,
          .budget = "500万元",
          .guide = {{"exchange_guide",
                     {{"rows",
                       {row(kConference, "EXPENSE_CATEGORY_VENUE", "20万元"),
                        row(kExhibition, "EXPENSE_CATEGORY_BOOTH", "10万元"),
                        row(kExhibition, "EXPENSE_CATEGORY_STAND_CONSTRUCTION", "25万元"),
                        row(kExhibition, "EXPENSE_CATEGORY_TRAVEL", "3万元")}},
                      {"cap_per_enterprise_year", {{"fen", "15000000"}}}}}}};
}

void WriteEvents(const Year& year, Script& script) {
  script.Call("exchange.PlanEvent", kExchangeOfficer,
              {{"event_id", year.Conference()},
               {"kind", "EVENT_KIND_CONFERENCE_IN_BEIJING"},
               {"name", fmt::format("首创产品国际论坛（{}）", year.dates.year)},
               {"country", "CN"},
               {"city", "北京"},
               {"begins_date", year.On("12-08")},
               {"ends_date", year.On("12-09")},
               {"document", "论坛方案批复"}});
  script.Call("exchange.PlanEvent", kExchangeOfficer,
              {{"event_id", year.Exhibition()},
               {"kind", "EVENT_KIND_EXHIBITION_ABROAD"},
               {"name", fmt::format("慕尼黑国际测量技术展（{}）", year.dates.year)},
               {"country", "DE"},
               {"city", "Munich"},
               {"begins_date", year.On("12-14")},
               {"ends_date", year.On("12-17")},
               {"document", fmt::format("重要境外展会目录（{}年）", year.dates.year)}});
  const auto take_part = [&](const std::string& event_id, int number, const char* role) {
    const Member& member = year.Who(number);
    script.Call("exchange.RegisterParticipation", kExchangeOfficer,
                {{"event_id", event_id},
                 {"enterprise_id", member.party.id},
                 {"role", role},
                 {"product_ids", {member.product.id}},
                 {"registered_date", year.On("11-20")}});
  };
  take_part(year.Conference(), 1, "PARTICIPANT_ROLE_HOST");
  take_part(year.Conference(), 2, "PARTICIPANT_ROLE_EXHIBITOR");
  for (const int number : {1, 3, 4}) {
    take_part(year.Exhibition(), number, "PARTICIPANT_ROLE_EXHIBITOR");
  }
}

void WriteExpense(const Year& year, const ExpensePlan& plan, Script& script) {
  const bool abroad = plan.euro_cents > 0;
  json expense = {{"expense_id", plan.id},
                  {"event_id", plan.event_id},
                  {"enterprise_id", plan.enterprise_id},
                  {"category", plan.category},
                  {"issuer", abroad ? "Messe München GmbH" : "北京国际会议中心"},
                  {"voucher_number", plan.voucher.empty() ? "F-" + plan.id : plan.voucher},
                  {"paid_date", year.On("12-20")},
                  {"currency", abroad ? "EUR" : "CNY"},
                  {"amount_minor", std::to_string(abroad ? plan.euro_cents : plan.amount_fen)}};
  if (abroad) {
    expense["conversion"] = {{"numerator", "75432"},
                             {"denominator", "10000"},
                             {"source", "中国银行外汇牌价"},
                             {"rate_date", year.On("12-20")}};
  }
  script.Call("exchange.RecordExpense", kExchangeOfficer, expense);
  script.Call("exchange.ApproveExpense", kApprover,
              {{"expense_id", plan.id},
               {"approved_fen", std::to_string(plan.amount_fen)},
               {"approved_date", year.On("12-28")}});
}

ClaimPlan PlanOf(const Year& year, int number, const std::string& suffix,
                 const std::string& event_id, const std::vector<std::string>& expense_ids) {
  const Member& member = year.Who(number);
  return PlanOfYear(
      member, year.spring, year.round,
      {{"exchange",
        {{"event_id", event_id}, {"product_id", member.product.id}, {"expense_ids", expense_ids}}}},
      fmt::format("{}-6{}", member.number, suffix));
}

// One voucher line of the conference, which host and exhibitor have both on record: who comes first
// is funded for it.
void WriteConference(const Year& year, Script& script) {
  const std::string voucher = fmt::format("F-{}-场地", year.dates.year);
  const auto expense_of = [&](int number) {
    return ExpensePlan{.id = fmt::format("EX-{}-1", year.Who(number).number),
                       .event_id = year.Conference(),
                       .enterprise_id = year.Who(number).party.id,
                       .category = "EXPENSE_CATEGORY_VENUE",
                       .amount_fen = 30'000'000,
                       .voucher = voucher};
  };
  const ExpensePlan host = expense_of(1);
  const ExpensePlan exhibitor = expense_of(2);
  WriteExpense(year, host, script);
  WriteExpense(year, exhibitor, script);
  WriteClaim(PlanOf(year, 1, "", host.event_id, {host.id}), Stop::kPaid, script);
  const ClaimPlan second = PlanOf(year, 2, "", exhibitor.event_id, {exhibitor.id});
  WriteClaim(second, Stop::kComputed, script);
  script.Call("grants.ProposeAward", kProposer,
              {{"claim_id", second.ClaimId()}, {"proposed_date", second.proposed_date}},
              "EVIDENCE_ALREADY_USED");
}

// 100,000 yuan of the conference and 50,000 of the booth are the cap of the host's year; another
// exhibitor's expenses pass it, and a third one's stay below.
void WriteExhibition(const Year& year, Script& script) {
  const auto expense = [&](int number, int line, const char* category, std::int64_t amount_fen,
                           std::int64_t euro_cents = 0) {
    ExpensePlan plan{.id = fmt::format("EX-{}-{}", year.Who(number).number, line),
                     .event_id = year.Exhibition(),
                     .enterprise_id = year.Who(number).party.id,
                     .category = category,
                     .amount_fen = amount_fen,
                     .euro_cents = euro_cents,
                     .voucher = ""};
    WriteExpense(year, plan, script);
    return plan.id;
  };
  const std::string fair = year.Exhibition();
  const auto booth = expense(1, 2, "EXPENSE_CATEGORY_BOOTH", 18'000'000);
  WriteClaim(PlanOf(year, 1, "A", fair, {booth}), Stop::kPaid, script);

  const auto abroad = expense(3, 1, "EXPENSE_CATEGORY_BOOTH", 7'543'207, 1'000'001);
  const auto travel = expense(3, 2, "EXPENSE_CATEGORY_TRAVEL", 4'100'000);
  WriteClaim(PlanOf(year, 3, "", fair, {abroad, travel}), Stop::kPaid, script);

  const auto large = expense(4, 1, "EXPENSE_CATEGORY_BOOTH", 30'000'000);
  const auto stand = expense(4, 2, "EXPENSE_CATEGORY_STAND_CONSTRUCTION", 40'000'000);
  const auto publicity = expense(4, 3, "EXPENSE_CATEGORY_PUBLICITY", 1'000'000);
  script.Call("grants.SubmitClaim", kClerk,
              SubmissionOf(PlanOf(year, 4, "A", fair, {large, publicity})), "EXPENSE_NOT_IN_GUIDE");
  WriteClaim(PlanOf(year, 4, "", fair, {large, stand}), Stop::kPaid, script);
}

}  // namespace

void WriteExchange(const std::vector<Member>& guided, const YearDates& dates, Script& script) {
  const YearDates spring = SpringAfter(dates);
  const Year year{guided, dates, spring, RoundOf(dates, spring.year + 1)};
  WriteRound(year.round, year.spring, script);
  WriteEvents(year, script);
  WriteConference(year, script);
  WriteExhibition(year, script);
}

}  // namespace debut::cli::demonstration
