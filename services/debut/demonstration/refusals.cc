#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

json UnfinishedProduct(const char* product_id, const char* maker) {
  return {{"product_id", product_id},
          {"enterprise_id", maker},
          {"name", "未定型样机"},
          {"type", "PRODUCT_TYPE_CORE_TECHNOLOGY"},
          {"field", "FIELD_NEW_MATERIALS"},
          {"claimed_level", "LEVEL_DOMESTIC"},
          {"research_completed_date", "2020-06-30"},
          {"accepted_date", "2021-03-15"},
          {"ip_rights", {"发明专利 ZL202000000901"}}};
}

json With(json object, const char* key, json value) {
  object[key] = std::move(value);
  return object;
}

void WriteParties(const Cast& cast, Script& script) {
  const json first = {{"enterprise_id", "E-001"},
                      {"credit_code", cast.buyers[0].credit_code},
                      {"name", "另一企业"},
                      {"registered_date", "2021-01-04"}};
  script.Call("registry.RegisterEnterprise", kRegistrar, first, "ENTERPRISE_ALREADY_REGISTERED");
  script.Call("registry.RegisterEnterprise", kRegistrar, With(first, "enterprise_id", "E-900"),
              "CREDIT_CODE_TAKEN");
  script.Call("registry.RegisterEnterprise", kRegistrar,
              With(first, "credit_code", "91110108MA0100001X"), "FIELDS_INVALID");
  script.Call("registry.RecordZoneRegistration", kRegistrar,
              {{"enterprise_id", "E-900"}, {"from_date", "2020-01-01"}}, "ENTERPRISE_UNKNOWN");
  const json request = {{"request_id", "demonstration-reused"},
                        {"enterprise_id", "E-001"},
                        {"from_date", "2018-06-01"},
                        {"to_date", "2030-12-31"}};
  script.Call("registry.RecordZoneRegistration", kRegistrar, request);
  script.Call("registry.RecordZoneRegistration", kRegistrar, With(request, "to_date", "2031-12-31"),
              "REQUEST_ID_REUSED");
}

// B-003 is a hospital, without an accreditation in any field.
void WriteLaboratories(Script& script) {
  const json report = {{"product_id", "P-901"},
                       {"report_number", "检-901"},
                       {"laboratory_id", "B-003"},
                       {"issued_date", "2021-03-18"},
                       {"passed", true}};
  script.Call("certification.FileTestReport", kCertifier, With(report, "laboratory_id", "B-004"),
              "LABORATORY_UNKNOWN");
  script.Call("certification.RegisterLaboratory", kCertificationApprover,
              {{"laboratory_id", "B-003"},
               {"registered_date", "2021-03-01"},
               {"document", "首创产品检测机构名录（增补）"}});
  script.Call("certification.FileTestReport", kCertifier, report, "LABORATORY_NOT_ACCREDITED");
}

void WriteProducts(Script& script) {
  const auto submit = [&](const json& request, const char* reason) {
    script.Call("certification.SubmitProduct", kCertifier, request, reason);
  };
  submit(UnfinishedProduct("P-902", "B-001"), "MAKER_NOT_IN_ZONE");
  submit(With(UnfinishedProduct("P-902", "E-001"), "research_completed_date", "2019-03-14"),
         "RESEARCH_TOO_OLD");
  submit(With(UnfinishedProduct("P-902", "E-001"), "has_market_record", true),
         "MARKET_RECORD_EXISTS");
  submit(With(UnfinishedProduct("P-902", "E-001"), "accepted_date", "2021-02-30"),
         "FIELDS_INVALID");
  script.Call("registry.RecordSmeStatus", kRegistrar,
              {{"enterprise_id", "E-063"},
               {"is_sme", false},
               {"from_date", "2021-03-01"},
               {"document", "年报"}});
  submit(UnfinishedProduct("P-902", "E-063"), "MAKER_NOT_SME");

  submit(UnfinishedProduct("P-901", "E-001"), "");
  const json product = {{"product_id", "P-901"}};
  const json expert = With(With(product, "expert_id", "expert-001"), "assigned_date", "2021-03-16");
  script.Call("certification.AssignExpert", kCertifier,
              With(With(expert, "employer_id", "E-001"), "expert_id", "expert-009"),
              "EXPERT_CONFLICT_OF_INTEREST");
  script.Call("certification.DeclareExpertInterest", kCertifier,
              {{"expert_id", "expert-013"},
               {"party_id", "E-001"},
               {"kind", "INTEREST_KIND_SHAREHOLDING"},
               {"from_date", "2020-05-06"},
               {"document", "专家利益申报表"}});
  script.Call("certification.AssignExpert", kCertifier, With(expert, "expert_id", "expert-013"),
              "EXPERT_CONFLICT_OF_INTEREST");
  script.Call("certification.AssignExpert", kCertifier, expert);
  const json score = {{"product_id", "P-901"},
                      {"expert_id", "expert-001"},
                      {"score", 55},
                      {"level", "LEVEL_DOMESTIC"},
                      {"opinion", "指标不足"}};
  script.Call("certification.SubmitExpertScore", "expert-002", score, "EXPERT_IS_NOT_CALLER");
  script.Call("certification.SubmitExpertScore", "expert-001", score);
  script.Call("certification.SubmitExpertScore", "expert-001", With(score, "score", 90),
              "EXPERT_SCORE_IMMUTABLE");
  const json certificate = {{"product_id", "P-901"},
                            {"level", "LEVEL_DOMESTIC"},
                            {"certificate_number", "首创-2021-901"},
                            {"certified_date", "2021-04-01"}};
  script.Call("certification.CertifyProduct", kCertifier, certificate, "CERTIFIER_IS_SUBMITTER");
  script.Call("certification.CertifyProduct", kCertificationApprover,
              With(certificate, "level", "LEVEL_INTERNATIONAL"), "EVIDENCE_MISSING");
  script.Call("certification.CertifyProduct", kCertificationApprover, certificate,
              "TEST_REPORTS_MISSING");
  WriteLaboratories(script);
  script.Call("certification.PublishCatalogueEdition", kCertificationApprover,
              {{"year", 2021},
               {"published_date", "2021-05-01"},
               {"document", "目录（修订）"},
               {"product_ids", {"P-001"}}},
              "EDITION_ALREADY_PUBLISHED");
}

struct Sale {
  const char* contract_id;
  const char* buyer_id;
  const char* signed_date;
};

json ContractOf(const Product& product, const Sale& sale) {
  return {{"contract_id", sale.contract_id},
          {"seller_id", product.maker_id},
          {"buyer_id", sale.buyer_id},
          {"number", fmt::format("合同〔2021〕{}号", sale.contract_id)},
          {"signed_date", sale.signed_date},
          {"amount_fen", "1万元"},
          {"lines", {{{"product_id", product.id}, {"amount_fen", "1万元"}}}}};
}

void WriteContracts(const Cast& cast, Script& script) {
  const Product& unsold = cast.products[kNotSold - 1];
  const auto enter = [&](const char* verb, const Product& product, const Sale& sale,
                         const char* reason) {
    script.Call("market.SignContract", kMarketOfficer, ContractOf(product, sale));
    script.Call(fmt::format("market.{}FirstEntryCase", verb), kMarketOfficer,
                {{"contract_id", sale.contract_id}, {"product_id", product.id}}, reason);
  };
  script.Call("registry.DeclareRelatedParty", kRegistrar,
              {{"enterprise_id", unsold.maker_id},
               {"related_id", "B-002"},
               {"kind", "RELATION_KIND_SHAREHOLDING"},
               {"from_date", "2019-01-01"}});
  enter("Open", unsold, {"C-901", "B-002", "2021-04-01"}, "BUYER_RELATED_TO_MAKER");
  enter("Open", unsold, {"C-902", "B-003", "2021-02-01"}, "CONTRACT_TOO_EARLY");
  json traded = ContractOf(unsold, {"C-903", "B-006", "2021-04-01"});
  traded["buyer_is_trader"] = true;
  traded["end_user_id"] = "B-004";
  script.Call("market.SignContract", kMarketOfficer, traded);
  script.Call("market.OpenFirstEntryCase", kMarketOfficer,
              {{"contract_id", "C-903"}, {"product_id", unsold.id}}, "END_USER_ACCEPTANCE_MISSING");

  const Product& sold = cast.products.front();
  const char* const buyer = sold.contracts.front().buyer_id.c_str();
  enter("Open", sold, {"C-904", buyer, "2021-05-10"}, "FIRST_ENTRY_CASE_ALREADY_OPEN");
  enter("Join", sold, {"C-905", buyer, "2021-09-01"}, "JOINING_PERIOD_OVER");
  enter("Join", sold, {"C-906", "B-020", "2021-05-10"}, "END_USER_DIFFERS");
  script.Call(
      "market.SignContract", kMarketOfficer,
      With(ContractOf(sold, {"C-907", buyer, "2021-05-10"}), "number", "合同〔2021〕C-904号"),
      "CONTRACT_ALREADY_RECORDED");
  script.Call("market.SignContract", kMarketOfficer,
              With(ContractOf(sold, {"C-908", buyer, "2021-05-10"}), "seller_id", "E-050"),
              "PRODUCT_OF_ANOTHER_MAKER");
  script.Call("market.RecordContractPayment", kMarketOfficer,
              {{"contract_id", "C-904"},
               {"voucher_number", "收-C-904"},
               {"received_date", "2021-06-01"},
               {"amount_fen", "10000.01元"}},
              "PAYMENT_ABOVE_CONTRACT");
}

}  // namespace

void WriteRefusals(const Cast& cast, Script& script) {
  script.Comment("Refusals: one of each kind, with its reason");
  WriteParties(cast, script);
  WriteProducts(script);
  WriteContracts(cast, script);
  WriteRefusedClaims(cast, script);
}

}  // namespace debut::cli::demonstration
