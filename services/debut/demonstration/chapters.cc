#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

constexpr int kExpertsCount = 12;
constexpr char kLaboratory[] = "L-01";

void WriteAssessment(const Product& product, int number, const YearDates& dates, Script& script) {
  script.Call("certification.FileTestReport", kCertifier,
              {{"product_id", product.id},
               {"report_number", fmt::format("检-{}-{:04}", dates.year, number)},
               {"laboratory_id", kLaboratory},
               {"issued_date", dates.report_date},
               {"passed", true}});
  if (product.level == "LEVEL_INTERNATIONAL") {
    script.Call("certification.FileEvidence", kCertifier,
                {{"product_id", product.id},
                 {"kind", "EVIDENCE_KIND_NOVELTY_SEARCH"},
                 {"document", fmt::format("科技查新报告 {}-{:04}", dates.year, number)},
                 {"issued_date", dates.report_date}});
  }
  for (int i = 0; i < 3; ++i) {
    const std::string expert = Id("expert", (number + i * 4) % kExpertsCount + 1);
    script.Call("certification.AssignExpert", kCertifier,
                {{"product_id", product.id},
                 {"expert_id", expert},
                 {"assigned_date", dates.assigned_date}});
    script.Call("certification.SubmitExpertScore", expert,
                {{"product_id", product.id},
                 {"expert_id", expert},
                 {"score", 72 + (number * 7 + i * 5) % 25},
                 {"level", product.level},
                 {"opinion", "技术指标达到申报级别，同意认定。"}});
  }
}

}  // namespace

json SigningOf(const Product& product, const Contract& contract) {
  json signing = {
      {"contract_id", contract.id},
      {"seller_id", product.maker_id},
      {"buyer_id", contract.buyer_id},
      {"number", fmt::format("合同〔{}〕{}号", contract.signed_date.substr(0, 4), contract.id)},
      {"signed_date", contract.signed_date}};
  if (contract.us_cents == 0) {
    const std::string amount = std::to_string(contract.amount_fen);
    signing["amount_fen"] = amount;
    signing["lines"] = {{{"product_id", product.id}, {"amount_fen", amount}}};
    return signing;
  }
  const std::string amount = std::to_string(contract.us_cents);
  signing["lines"] = {{{"product_id", product.id}, {"amount_minor", amount}}};
  signing["foreign_price"] = {{"currency", "USD"},
                              {"amount_minor", amount},
                              {"rate_numerator", "63478"},
                              {"rate_denominator", "10000"},
                              {"rate_source", "中国人民银行授权公布人民币汇率中间价"},
                              {"rate_date", contract.signed_date}};
  return signing;
}

void WritePolicy(const std::string& policy_text, Script& script) {
  script.Comment("The policy of the seven measures");
  script.Call("policy.AdoptPolicy", kApprover,
              {{"text", policy_text},
               {"effective_date", "2020-09-19"},
               {"document", "中科园发〔2020〕30号"}});
}

void WriteParty(const Party& party, Script& script) {
  script.Call("registry.RegisterEnterprise", kRegistrar,
              {{"enterprise_id", party.id},
               {"credit_code", party.credit_code},
               {"name", party.name},
               {"kind", party.kind},
               {"registered_date", "2020-09-21"}});
}

void WriteLaboratory(Script& script) {
  WriteParty({.id = kLaboratory,
              .credit_code = "12100000400010001P",
              .name = "国家电子产品质量检验中心",
              .kind = "PARTY_KIND_INSTITUTION"},
             script);
  script.Call("certification.RegisterLaboratory", kCertificationApprover,
              {{"laboratory_id", kLaboratory},
               {"registered_date", "2020-09-21"},
               {"document", "首创产品检测机构名录"}});
  json fields = json::array();
  for (int field = 1; field <= 10; ++field) fields.push_back(field);
  script.Call("certification.AccreditLaboratory", kCertificationApprover,
              {{"laboratory_id", kLaboratory},
               {"accreditation_number", "CMA-180020349001"},
               {"fields", fields},
               {"from_date", "2018-01-01"},
               {"to_date", "2023-12-31"}});
}

void WriteMaker(const Party& maker, Script& script) {
  WriteParty(maker, script);
  script.Call("registry.RecordZoneRegistration", kRegistrar,
              {{"enterprise_id", maker.id}, {"from_date", "2018-06-01"}});
  script.Call("registry.RecordSmeStatus", kRegistrar,
              {{"enterprise_id", maker.id},
               {"is_sme", true},
               {"from_date", "2020-01-01"},
               {"document", "科技型中小企业入库登记"}});
}

void WriteProduct(const Product& product, int number, const YearDates& dates, Script& script) {
  script.Call("certification.SubmitProduct", kCertifier,
              {{"product_id", product.id},
               {"enterprise_id", product.maker_id},
               {"name", product.name},
               {"type", product.type},
               {"field", product.field},
               {"claimed_level", product.level},
               {"research_completed_date", dates.research_completed_date},
               {"accepted_date", dates.accepted_date},
               {"ip_rights", {fmt::format("发明专利 ZL2020{:08}", number)}}});
  WriteAssessment(product, number, dates, script);
  script.Call("certification.CertifyProduct", kCertificationApprover,
              {{"product_id", product.id},
               {"level", product.level},
               {"certificate_number", fmt::format("首创-{}-{:03}", dates.year, number)},
               {"certified_date", dates.certified_date}});
}

void WriteEdition(const YearDates& dates, const EditionPlan& plan, Script& script) {
  json removals = json::array();
  for (const std::string& id : plan.removed_ids) {
    removals.push_back({{"product_id", id}, {"grounds", "年度调整"}});
  }
  script.Call("certification.PublishCatalogueEdition", kCertificationApprover,
              {{"year", dates.year},
               {"published_date", dates.edition_date},
               {"document", fmt::format("中关村首创产品推广应用指导目录（{}年）", dates.year)},
               {"product_ids", plan.product_ids},
               {"removals", removals}});
}

void WriteFirstEntry(const Product& product, const YearDates& dates, Script& script) {
  bool first = true;
  for (const Contract& contract : product.contracts) {
    script.Call("market.SignContract", kMarketOfficer, SigningOf(product, contract));
    script.Call("market.RecordContractPayment", kMarketOfficer,
                {{"contract_id", contract.id},
                 {"voucher_number", fmt::format("收-{}", contract.id)},
                 {"received_date", dates.received_date},
                 {"amount_fen", std::to_string(contract.received_fen)}});
    script.Call(first ? "market.OpenFirstEntryCase" : "market.JoinFirstEntryCase", kMarketOfficer,
                {{"contract_id", contract.id},
                 {"product_id", product.id},
                 {first ? "opened_date" : "joined_date", dates.case_date}});
    first = false;
  }
}

}  // namespace debut::cli::demonstration
