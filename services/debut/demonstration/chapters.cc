#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

constexpr int kExpertsCount = 12;

void WriteAssessment(const Product& product, int number, Script& script) {
  script.Call("certification.FileTestReport", kCertifier,
              {{"product_id", product.id},
               {"report_number", fmt::format("检-2021-{:04}", number)},
               {"laboratory", "国家电子产品质量检验中心"},
               {"issued_date", "2021-01-20"},
               {"passed", true}});
  for (int i = 0; i < 3; ++i) {
    const std::string expert = Id("expert", (number + i * 4) % kExpertsCount + 1);
    script.Call(
        "certification.AssignExpert", kCertifier,
        {{"product_id", product.id}, {"expert_id", expert}, {"assigned_date", "2021-01-25"}});
    script.Call("certification.SubmitExpertScore", expert,
                {{"product_id", product.id},
                 {"expert_id", expert},
                 {"score", 72 + (number * 7 + i * 5) % 25},
                 {"level", product.level},
                 {"opinion", "技术指标达到申报级别，同意认定。"}});
  }
}

}  // namespace

void WritePolicy(const std::string& policy_text, Script& script) {
  script.Comment("The policy of the seven measures");
  script.Call("policy.AdoptPolicy", kApprover,
              {{"text", policy_text},
               {"effective_date", "2020-12-30"},
               {"document", "中科园发〔2020〕30号"}});
}

void WriteRegistry(const Cast& cast, Script& script) {
  script.Comment("Parties: makers in the zone, and buyers");
  for (const auto* parties : {&cast.makers, &cast.buyers}) {
    for (const Party& party : *parties)
      script.Call("registry.RegisterEnterprise", kRegistrar,
                  {{"enterprise_id", party.id},
                   {"credit_code", party.credit_code},
                   {"name", party.name},
                   {"kind", party.kind},
                   {"registered_date", "2020-12-30"}});
  }
  for (const Party& maker : cast.makers) {
    script.Call("registry.RecordZoneRegistration", kRegistrar,
                {{"enterprise_id", maker.id}, {"from_date", "2018-06-01"}});
    script.Call("registry.RecordSmeStatus", kRegistrar,
                {{"enterprise_id", maker.id},
                 {"is_sme", true},
                 {"from_date", "2020-01-01"},
                 {"document", "科技型中小企业入库登记"}});
  }
}

void WriteCertification(const Cast& cast, Script& script) {
  script.Comment("Measure 1: assessment, certification, the edition of 2021");
  json listed = json::array();
  int number = 0;
  for (const Product& product : cast.products) {
    ++number;
    script.Call("certification.SubmitProduct", kCertifier,
                {{"product_id", product.id},
                 {"enterprise_id", product.maker_id},
                 {"name", product.name},
                 {"type", product.type},
                 {"field", product.field},
                 {"claimed_level", product.level},
                 {"research_completed_date", "2020-06-30"},
                 {"accepted_date", "2021-01-11"},
                 {"ip_rights", {fmt::format("发明专利 ZL2020{:08}", number)}}});
    WriteAssessment(product, number, script);
    script.Call("certification.CertifyProduct", kCertificationApprover,
                {{"product_id", product.id},
                 {"level", product.level},
                 {"certificate_number", fmt::format("首创-2021-{:03}", number)},
                 {"certified_date", "2021-02-08"}});
    listed.push_back(product.id);
  }
  script.Call("certification.PublishCatalogueEdition", kCertificationApprover,
              {{"year", 2021},
               {"published_date", "2021-03-01"},
               {"document", "中关村首创产品推广应用指导目录（2021年）"},
               {"product_ids", listed}});
}

void WriteMarket(const Cast& cast, Script& script) {
  script.Comment("Measure 3, the facts: first contracts and what was paid on them");
  for (const Product& product : cast.products) {
    bool first = true;
    for (const Contract& contract : product.contracts) {
      script.Call(
          "market.SignContract", kMarketOfficer,
          {{"contract_id", contract.id},
           {"seller_id", product.maker_id},
           {"buyer_id", contract.buyer_id},
           {"number", fmt::format("合同〔2021〕{}号", contract.id)},
           {"signed_date", contract.signed_date},
           {"amount_fen", std::to_string(contract.amount_fen)},
           {"lines",
            {{{"product_id", product.id}, {"amount_fen", std::to_string(contract.amount_fen)}}}}});
      script.Call("market.RecordContractPayment", kMarketOfficer,
                  {{"contract_id", contract.id},
                   {"voucher_number", fmt::format("收-{}", contract.id)},
                   {"received_date", "2021-05-28"},
                   {"amount_fen", std::to_string(contract.received_fen)}});
      script.Call(first ? "market.OpenFirstEntryCase" : "market.JoinFirstEntryCase", kMarketOfficer,
                  {{"contract_id", contract.id},
                   {"product_id", product.id},
                   {first ? "opened_date" : "joined_date", "2021-05-31"}});
      first = false;
    }
  }
}

}  // namespace debut::cli::demonstration
