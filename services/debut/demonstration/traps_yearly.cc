#include "services/debut/demonstration/traps.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

// Of the rounds that the crowd claims in.
RoundPlan RoundOf(int year, int measure) {
  return {.round_id = fmt::format("R-{}-{}", year, measure), .measure = "", .budget = ""};
}

ClaimPlan InterestClaim(const Member& member, const YearDates& dates, const char* type,
                        const std::string& number) {
  return PlanOfYear(
      member, SpringAfter(dates), RoundOf(dates.year, 7),
      {{"financing",
        {{"credit_product", type}, {"limit_year", dates.year}, {"product_id", member.product.id}}}},
      number);
}

// W3: a policy is cancelled after its enterprise was paid to the cap; nothing is claimed back.
void WriteCancelledPolicy(const Member& member, Script& script) {
  WritePolicies(member, script);
  const ClaimPlan plan = PlanOfYear(member, SpringAfter(DatesOf2021()), RoundOf(2021, 4),
                                    {{"insurance", {{"limit_year", 2021}}}}, member.number);
  WriteClaim(plan, Stop::kPaid, script);
  const InsurancePolicy& third = member.policies.back();
  script.Call("insurance.CancelInsurancePolicy", kMarketOfficer,
              {{"policy_id", third.id}, {"cancelled_date", "2022-05-09"}, {"grounds", "退保"}});
  script.Call("insurance.RecordPremiumRefund", kMarketOfficer,
              {{"policy_id", third.id},
               {"refund_number", "退-" + third.id},
               {"voucher_number", fmt::format("缴-{}-1", third.id)},
               {"amount_fen", std::to_string(third.premiums.front().amount_fen)},
               {"refunded_date", "2022-05-10"}});
  script.Call("grants.ProposeClawback", kProposer,
              {{"claim_id", plan.ClaimId()},
               {"proposed_date", "2022-05-16"},
               {"grounds", "第三张保单退保"}},
              "CLAWBACK_NOT_DUE");
}

// W6: paid one second after midnight in Shanghai, when it was still 2020 in London.
void WriteNewYearsInterest(const Member& member, Script& script) {
  WriteLoans(member, script);
  script.Call("financing.RecordInterestPayment", kMarketOfficer,
              {{"loan_id", member.loans.front().id},
               {"voucher_number", "息-" + member.loans.front().id},
               {"period_from_date", "2020-11-20"},
               {"period_to_date", "2020-12-20"},
               {"paid_time", "2020-12-31T16:00:01Z"},
               {"normal_fen", "12345.67元"},
               {"penalty_fen", "0"}});
  script.Call("grants.SubmitClaim", kClerk,
              SubmissionOf(InterestClaim(member, DatesOf2020(), "LOAN_TYPE_CREDIT", "W06A")),
              "INTEREST_NOT_PAID");
  WriteClaim(InterestClaim(member, DatesOf2021(), "LOAN_TYPE_CREDIT", member.number), Stop::kPaid,
             script);
}

}  // namespace

void WriteYearlyTraps(const std::vector<Member>& traps, Script& script) {
  WriteCancelledPolicy(TrapOf(traps, "W03"), script);

  // W4: three vouchers of 100.02; the sum is floored, not each of them.
  const Member& thirds = TrapOf(traps, "W04");
  WriteLoans(thirds, script);
  WriteClaim(InterestClaim(thirds, DatesOf2021(), "LOAN_TYPE_CREDIT", thirds.number), Stop::kPaid,
             script);

  WriteNewYearsInterest(TrapOf(traps, "W06"), script);

  // W7: two banks with one loan type share a cap; another loan type has one of its own.
  const Member& borrower = TrapOf(traps, "W07");
  WriteLoans(borrower, script);
  WriteClaim(InterestClaim(borrower, DatesOf2021(), "LOAN_TYPE_CREDIT", "W07A"), Stop::kPaid,
             script);
  WriteClaim(InterestClaim(borrower, DatesOf2021(), "LOAN_TYPE_IP_PLEDGE", "W07B"), Stop::kPaid,
             script);
}

}  // namespace debut::cli::demonstration
