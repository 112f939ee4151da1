#include "services/debut/demonstration/later_facts.h"

#include <algorithm>

#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

const Product& Of(const Cast& cast, int number) {
  return cast.products[static_cast<std::size_t>(number - 1)];
}

// What is claimed back, approved by somebody who had no part in the award, and recovered.
struct Clawback {
  int product = 0;
  std::string proposed_date;
  std::string grounds;
  std::vector<std::string> recovered_fen;  // By part.
};

void WriteClawback(const Clawback& clawback, Script& script) {
  const std::string claim = Id("CL", clawback.product);
  script.Call("grants.ProposeClawback", kProposer,
              {{"claim_id", claim},
               {"proposed_date", clawback.proposed_date},
               {"grounds", clawback.grounds}});
  script.Call("grants.ApproveClawback", kClawbackApprover,
              {{"claim_id", claim},
               {"approved_date", DateAfter(clawback.proposed_date, 7)},
               {"document", "主任办公会议纪要"}});
  int part = 0;
  for (const std::string& amount : clawback.recovered_fen) {
    ++part;
    script.Call("grants.RecordRecovery", kCashier,
                {{"claim_id", claim},
                 {"amount_fen", amount},
                 {"recovered_date", DateAfter(clawback.proposed_date, 7 + 14 * part)},
                 {"bank_reference", fmt::format("缴款书-{}-{}", claim, part)}});
  }
}

void WriteAmendment(const Product& product, const std::string& amount_fen,
                    const std::string& amended_date, Script& script) {
  script.Call("market.AmendContract", kMarketOfficer,
              {{"contract_id", product.contracts.front().id},
               {"amended_date", amended_date},
               {"amount_fen", amount_fen},
               {"lines", {{{"product_id", product.id}, {"amount_fen", amount_fen}}}},
               {"document", fmt::format("补充协议 {}", product.contracts.front().id)}});
}

}  // namespace

void WriteReassessment(const Cast& cast, Script& script) {
  script.Comment("W9: P-008 is found INTERNATIONAL after its contract was signed as DOMESTIC");
  const Product& product = Of(cast, kReassessed);
  script.Call("certification.ChangeProductLevel", kCertificationApprover,
              {{"product_id", "P-002"},
               {"level", "LEVEL_INTERNATIONAL"},
               {"effective_date", "2021-05-06"},
               {"document", "复评意见"}},
              "REASSESSMENT_NOT_OPEN");
  script.Call("certification.OpenReassessment", kCertifier,
              {{"product_id", product.id},
               {"reassessment_id", "RA-001"},
               {"claimed_level", "LEVEL_INTERNATIONAL"},
               {"opened_date", "2021-04-06"},
               {"document", "复评申请"}});
  script.Call("certification.FileEvidence", kCertifier,
              {{"product_id", product.id},
               {"kind", "EVIDENCE_KIND_NOVELTY_SEARCH"},
               {"document", "科技查新报告 复评"},
               {"issued_date", "2021-04-12"}});
  for (const std::string expert : {"expert-001", "expert-006", "expert-011"}) {
    script.Call(
        "certification.AssignExpert", kCertifier,
        {{"product_id", product.id}, {"expert_id", expert}, {"assigned_date", "2021-04-13"}});
    script.Call("certification.SubmitExpertScore", expert,
                {{"product_id", product.id},
                 {"expert_id", expert},
                 {"score", 90},
                 {"level", "LEVEL_INTERNATIONAL"},
                 {"opinion", "国际上未见同类产品。"}});
  }
  script.Call("certification.ChangeProductLevel", kCertificationApprover,
              {{"product_id", product.id},
               {"level", "LEVEL_INTERNATIONAL"},
               {"effective_date", "2021-05-06"},
               {"document", "复评意见"}});
}

void WriteAmendedContracts(const Cast& cast, Script& script) {
  script.Comment("Contracts amended after the payment: down is claimed back, up gives nothing");
  // 3,333,333.34 yuan gave 1,000,000.00; 3,000,000.00 give 900,000.00.
  WriteAmendment(Of(cast, kAmendedDown), "300万元", "2021-09-01", script);
  WriteClawback({.product = kAmendedDown,
                 .proposed_date = "2021-09-06",
                 .grounds = "合同金额调减",
                 .recovered_fen = {"4万元", "6万元"}},
                script);
  WriteAmendment(Of(cast, kAmendedUp), "700万元", "2021-12-20", script);
  script.Call("grants.ProposeClawback", kProposer,
              {{"claim_id", Id("CL", kAmendedUp)},
               {"proposed_date", "2021-12-21"},
               {"grounds", "合同金额调增"}},
              "CLAWBACK_NOT_DUE");
}

std::vector<std::string> ProductIdsLeaving2022() { return {Id("P", kExpired)}; }

void WriteVoidProduct(const Cast& cast, Script& script) {
  script.Comment("W10: of a VOID product everything is claimed back, of an EXPIRED one nothing");
  const Product& product = Of(cast, kVoid);
  script.Call("certification.DelistProduct", kCertificationApprover,
              {{"product_id", product.id},
               {"kind", "DELISTING_KIND_VOID"},
               {"effective_date", "2022-04-11"},
               {"document", "撤销认定决定〔2022〕1号"},
               {"grounds", "检测报告系伪造"}});
  std::int64_t sold_fen = 0;
  for (const Contract& contract : product.contracts) sold_fen += contract.amount_fen;
  const std::int64_t cap_fen = product.level == "LEVEL_INTERNATIONAL" ? 200'000'000 : 100'000'000;
  const std::int64_t awarded_fen = std::min(sold_fen * 3 / 10, cap_fen);
  WriteClawback({.product = kVoid,
                 .proposed_date = "2022-04-18",
                 .grounds = "产品认定自始无效",
                 .recovered_fen = {"1万元", std::to_string(awarded_fen - 1'000'000)}},
                script);
  script.Call("grants.ProposeClawback", kProposer,
              {{"claim_id", Id("CL", kExpired)},
               {"proposed_date", "2022-04-18"},
               {"grounds", "产品移出目录"}},
              "CLAWBACK_NOT_DUE");
}

}  // namespace debut::cli::demonstration
