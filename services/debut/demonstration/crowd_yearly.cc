// The measures of a calendar year, 4 and 7: what the crowd paid in it, claimed the year after.
#include "services/debut/demonstration/crowd.h"

namespace debut::cli::demonstration {

using nlohmann::json;

YearDates SpringAfter(const YearDates& dates) {
  const int spring = dates.year + 1;
  const bool late = spring == 2023;  // 8 April 2023 is a Saturday.
  YearDates after = dates;
  after.edition_date = fmt::format("{}-02-01", spring);
  after.round_opens_date = fmt::format("{}-03-01", spring);
  after.round_closes_date = fmt::format("{}-03-31", spring);
  after.submitted_date = fmt::format("{}-03-10", spring);
  after.proposed_date = fmt::format("{}-04-07", spring);
  after.notice_date = fmt::format("{}-04-{}", spring, late ? "10" : "08");
  after.closed_date = fmt::format("{}-04-{}", spring, late ? "18" : "16");
  after.settled_date = fmt::format("{}-04-28", spring);
  return after;
}

ClaimPlan PlanOfYear(const Member& member, const YearDates& spring, const RoundPlan& round,
                     json basis, std::string number) {
  return {.number = std::move(number),
          .round_id = round.round_id,
          .enterprise_id = member.party.id,
          .basis = std::move(basis),
          .submitted_date = spring.submitted_date,
          .proposed_date = spring.proposed_date,
          .notice_date = spring.notice_date,
          .closed_date = spring.closed_date,
          .settled_date = spring.settled_date};
}

void WritePolicies(const Member& member, Script& script) {
  for (const InsurancePolicy& policy : member.policies) {
    std::int64_t premium = 0;
    for (const Premium& instalment : policy.premiums) premium += instalment.amount_fen;
    script.Call("insurance.BindInsurancePolicy", kMarketOfficer,
                {{"policy_id", policy.id},
                 {"insurer_id", policy.insurer_id},
                 {"number", "保单" + policy.id},
                 {"enterprise_id", member.party.id},
                 {"product_ids", {member.product.id}},
                 {"from_date", fmt::format("{}-10-15", member.year)},
                 {"to_date", fmt::format("{}-10-14", member.year + 1)},
                 {"premium_fen", std::to_string(premium)},
                 {"bound_date", fmt::format("{}-10-10", member.year)}});
    int number = 0;
    for (const Premium& instalment : policy.premiums) {
      const std::string voucher = fmt::format("缴-{}-{}", policy.id, ++number);
      script.Call("insurance.RecordPremiumPayment", kMarketOfficer,
                  {{"policy_id", policy.id},
                   {"voucher_number", voucher},
                   {"paid_date", instalment.paid_date},
                   {"amount_fen", std::to_string(instalment.amount_fen)}});
      if (instalment.refunded_fen == 0) continue;
      script.Call("insurance.RecordPremiumRefund", kMarketOfficer,
                  {{"policy_id", policy.id},
                   {"refund_number", "退" + voucher},
                   {"voucher_number", voucher},
                   {"amount_fen", std::to_string(instalment.refunded_fen)},
                   {"refunded_date", fmt::format("{}-12-28", member.year)}});
    }
  }
}

void WriteLoans(const Member& member, Script& script) {
  script.Call("financing.RecordRevenue", kMarketOfficer,
              {{"enterprise_id", member.party.id},
               {"year", member.year - 1},
               {"revenue_fen", "20000万元"},
               {"document", "审计报告"}});
  for (const Loan& loan : member.loans) {
    script.Call("financing.SignLoan", kMarketOfficer,
                {{"loan_id", loan.id},
                 {"lender_id", loan.lender_id},
                 {"contract_number", "借字" + loan.id},
                 {"enterprise_id", member.party.id},
                 {"type", loan.type},
                 {"principal_fen", std::to_string(loan.principal_fen)},
                 {"signed_date", fmt::format("{}-10-12", member.year)},
                 {"from_date", fmt::format("{}-10-15", member.year)},
                 {"due_date", fmt::format("{}-10-14", member.year + 1)},
                 {"rate_numerator", "435"},
                 {"rate_denominator", "10000"},
                 {"days_per_year", 360}});
    script.Call("financing.RecordDisbursement", kMarketOfficer,
                {{"loan_id", loan.id},
                 {"voucher_number", "放" + loan.id},
                 {"amount_fen", std::to_string(loan.principal_fen)},
                 {"disbursed_date", fmt::format("{}-10-21", member.year)}});
    for (const Interest& interest : loan.interest) {
      script.Call("financing.RecordInterestPayment", kMarketOfficer,
                  {{"loan_id", loan.id},
                   {"voucher_number", fmt::format("息-{}-{}", loan.id, interest.to_date)},
                   {"period_from_date", interest.from_date},
                   {"period_to_date", interest.to_date},
                   {"paid_date", interest.to_date},
                   {"normal_fen", std::to_string(interest.normal_fen)},
                   {"penalty_fen", std::to_string(interest.penalty_fen)}});
    }
  }
}

void WriteInstitutions(Script& script) {
  for (int i = 1; i <= kInsurers; ++i) {
    script.Call("insurance.RegisterInsurer", kMarketOfficer,
                {{"insurer_id", Id("INS", i)},
                 {"credit_code", CreditCode("91", 2000 + i)},
                 {"name", fmt::format("首都第{}财产保险有限公司", i)},
                 {"registered_date", "2020-09-21"}});
  }
  for (int i = 1; i <= kLenders; ++i) {
    script.Call("financing.RegisterLender", kMarketOfficer,
                {{"lender_id", Id("BANK", i)},
                 {"credit_code", CreditCode("91", 3000 + i)},
                 {"name", fmt::format("首都第{}商业银行", i)},
                 {"registered_date", "2020-09-21"}});
  }
}

void WriteCrowdInsurance(const std::vector<Member>& crowd, const YearDates& dates, Script& script) {
  const YearDates spring = SpringAfter(dates);
  const RoundPlan round{.round_id = fmt::format("R-{}-4", dates.year),
                        .measure = "MEASURE_INSURANCE",
                        .rate_percent = 80,
                        .budget_year = spring.year + 1,
                        .budget = "100000万元"};
  WriteRound(round, spring, script);
  for (const Member& member : crowd) {
    if (member.year != dates.year || member.policies.empty()) continue;
    script.Lane(member.party.id);
    WritePolicies(member, script);
    const json basis = {{"insurance", {{"limit_year", dates.year}}}};
    WriteClaim(PlanOfYear(member, spring, round, basis, member.number + "-4"), Stop::kPaid, script);
  }
  script.Lane("");
}

void WriteCrowdFinancing(const std::vector<Member>& crowd, const YearDates& dates, Script& script) {
  const YearDates spring = SpringAfter(dates);
  const RoundPlan round{.round_id = fmt::format("R-{}-7", dates.year),
                        .measure = "MEASURE_FINANCING",
                        .rate_percent = 40,
                        .budget_year = spring.year + 1,
                        .budget = "100000万元"};
  WriteRound(round, spring, script);
  for (const Member& member : crowd) {
    if (member.year != dates.year || member.loans.empty()) continue;
    script.Lane(member.party.id);
    WriteLoans(member, script);
    const json basis = {{"financing",
                         {{"credit_product", member.loans.front().type},
                          {"limit_year", dates.year},
                          {"product_id", member.product.id}}}};
    WriteClaim(PlanOfYear(member, spring, round, basis, member.number + "-7"), Stop::kPaid, script);
  }
  script.Lane("");
}

}  // namespace debut::cli::demonstration
