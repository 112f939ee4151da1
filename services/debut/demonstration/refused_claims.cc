#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

// A claim of the second round, for one product.
ClaimPlan SecondRoundPlan(const Product& product, int number) {
  ClaimPlan plan = PlanOf(product, DatesOf2021(), fmt::format("{:03}", number), "R-2021-3B");
  plan.submitted_date = "2021-10-12";
  plan.proposed_date = "2021-12-07";
  plan.notice_date = "2021-12-08";
  plan.closed_date = "2021-12-16";
  plan.settled_date = "2021-12-28";
  return plan;
}

// One more contract of a product's first entry: `contract_id`, ten thousand yuan.
void WriteJoinedContract(const Product& product, const char* contract_id, Script& script) {
  const Contract& first = product.contracts.front();
  script.Call("market.SignContract", kMarketOfficer,
              {{"contract_id", contract_id},
               {"seller_id", product.maker_id},
               {"buyer_id", first.buyer_id},
               {"number", fmt::format("合同〔2021〕{}号", contract_id)},
               {"signed_date", DateAfter(first.signed_date, 60)},
               {"amount_fen", "1万元"},
               {"lines", {{{"product_id", product.id}, {"amount_fen", "1万元"}}}}});
  script.Call("market.JoinFirstEntryCase", kMarketOfficer,
              {{"contract_id", contract_id}, {"product_id", product.id}});
}

void WriteRounds(Script& script) {
  const json round = {{"round_id", "R-2021-9"},     {"measure", "MEASURE_FIRST_MARKET_ENTRY"},
                      {"round_year", 2021},         {"budget_year", 2021},
                      {"rate_numerator", "31"},     {"rate_denominator", "100"},
                      {"opens_date", "2021-10-08"}, {"closes_date", "2021-11-30"},
                      {"document", "申报指南"}};
  script.Call("grants.OpenRound", kApprover, round, "RATE_ABOVE_CEILING");
  json short_notice = round;
  short_notice["rate_numerator"] = "30";
  short_notice["notice_working_days"] = 4;
  script.Call("grants.OpenRound", kApprover, short_notice, "NOTICE_TOO_SHORT");
  json other_year = short_notice;
  other_year["notice_working_days"] = 5;
  other_year["budget_year"] = 2031;
  script.Call("grants.OpenRound", kApprover, other_year, "BUDGET_UNKNOWN");
}

// Caps: reached, one fen left, and the same contract twice.
void WriteCaps(const Cast& cast, Script& script) {
  const Product& full = cast.products[0];
  WriteJoinedContract(full, "C-911", script);
  ClaimPlan plan = SecondRoundPlan(full, 91);
  plan.basis["first_market_entry"]["contract_ids"] = {"C-911"};
  WriteClaim(plan, Stop::kAccepted, script);
  script.Call("grants.ComputeAward", kCalculator, {{"claim_id", "CL-091"}}, "CAP_EXHAUSTED");

  script.Comment("One fen is left under the cap of P-002: the award is 0.01 yuan");
  const Product& nearly_full = cast.products[1];
  WriteJoinedContract(nearly_full, "C-912", script);
  plan = SecondRoundPlan(nearly_full, 92);
  plan.basis["first_market_entry"]["contract_ids"] = {"C-912"};
  WriteClaim(plan, Stop::kProposed, script);

  const Product& again = cast.products[2];
  plan = SecondRoundPlan(again, 93);
  WriteClaim(plan, Stop::kComputed, script);
  script.Call("grants.ProposeAward", kProposer,
              {{"claim_id", "CL-093"}, {"proposed_date", plan.proposed_date}},
              "EVIDENCE_ALREADY_USED");
}

void WriteClaimants(const Cast& cast, Script& script) {
  const auto submit = [&](const ClaimPlan& plan, const char* reason) {
    script.Call("grants.SubmitClaim", kClerk, SubmissionOf(plan), reason);
  };
  submit(SecondRoundPlan(cast.products[kNotSold - 1], 94), "FIRST_ENTRY_CASE_UNKNOWN");
  submit(SecondRoundPlan(cast.products[0], 94), "SUBJECT_ALREADY_CLAIMED");
  ClaimPlan late = SecondRoundPlan(cast.products[19], 94);
  late.submitted_date = "2021-12-01";
  submit(late, "ROUND_NOT_OPEN");
  ClaimPlan other = SecondRoundPlan(cast.products[19], 94);
  other.enterprise_id = "E-001";
  submit(other, "PRODUCT_OF_ANOTHER_MAKER");
  script.Call("registry.ImposeBan", kRegistrar,
              {{"ban_id", "BAN-001"},
               {"enterprise_id", "E-030"},
               {"from_date", "2021-10-01"},
               {"to_date", "2024-09-30"},
               {"document", "京科罚〔2021〕4号"},
               {"reason", "提供虚假材料"}});
  submit(SecondRoundPlan(cast.products[29], 94), "ENTERPRISE_BANNED");
  script.Call("certification.DelistProduct", kCertificationApprover,
              {{"product_id", "P-040"},
               {"kind", "DELISTING_KIND_EXPIRED"},
               {"effective_date", "2021-09-30"},
               {"document", "目录调整公告"},
               {"grounds", "年度调整"}});
  submit(SecondRoundPlan(cast.products[39], 94), "PRODUCT_DELISTED");
}

// Of claims that stopped on their way in the main round: 66 computed, 69 in public notice, 70
// granted.
void WriteSteps(const Cast& cast, Script& script) {
  script.Call("grants.ProposeAward", kCalculator,
              {{"claim_id", "CL-066"}, {"proposed_date", "2021-07-05"}}, "MAKER_IS_CHECKER");
  script.Call("grants.ProposeAward", kProposer,
              {{"claim_id", "CL-066"}, {"proposed_date", "2021-06-01"}},
              "DATE_BEFORE_PREVIOUS_STEP");
  script.Call("grants.CloseNotice", kProposer,
              {{"claim_id", "CL-069"}, {"closed_date", "2021-07-13"}}, "NOTICE_STILL_RUNNING");
  script.Call("grants.GrantSubsidy", kApprover,
              {{"claim_id", "CL-069"}, {"granted_date", "2021-07-20"}, {"document", "会议纪要"}},
              "CLAIM_STATE_UNFIT");
  script.Call("grants.OrderPayment", kApprover,
              {{"claim_id", "CL-070"}, {"ordered_date", "2021-07-20"}}, "MAKER_IS_CHECKER");
  script.Call("grants.SettlePayment", kCashier,
              {{"order_id", "O-999"}, {"settled_date", "2021-07-20"}, {"bank_reference", "回单"}},
              "ORDER_UNKNOWN");
  script.Call("grants.AcceptClaim", kClerk,
              {{"claim_id", "CL-999"}, {"accepted_date", "2021-07-20"}}, "CLAIM_UNKNOWN");
  const ClaimPlan half_paid = SecondRoundPlan(cast.products[kHalfPaid - 1], kHalfPaid);
  WriteClaim(half_paid, Stop::kGranted, script);
  script.Call("grants.OrderPayment", kCashier,
              {{"claim_id", Id("CL", kHalfPaid)}, {"ordered_date", "2021-12-20"}},
              "PAID_IN_SHARE_TOO_LOW");
}

}  // namespace

void WriteRefusedClaims(const Cast& cast, Script& script) {
  WriteRounds(script);
  WriteCaps(cast, script);
  WriteClaimants(cast, script);
  WriteSteps(cast, script);
}

}  // namespace debut::cli::demonstration
