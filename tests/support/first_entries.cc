#include "tests/support/first_entries.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "base/status_macros.h"
#include "tests/support/build_tree.h"
#include "tests/support/claim_walk.h"

namespace debut::test {
namespace {

namespace cert = certification::v1;
using cert::CertificationService;
using grants::v1::GrantsService;
using market::v1::MarketService;
using registry::v1::RegistryService;

constexpr char kMaker[] = "E-1";
constexpr char kBuyer[] = "B-1";
constexpr char kLaboratory[] = "L-1";

std::string ProductId(int family) { return fmt::format("P-{}", family); }

// Calls and forgets the answer.
template <typename Stub, typename Request, typename Response>
absl::Status Do(Stub& stub,
                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                const std::string& principal, const Request& request) {
  return base::Annotate(Office::Call(stub, method, principal, request).status(),
                        request.GetDescriptor()->name());
}

}  // namespace

std::vector<std::string> FirstEntries::ClaimIds() const {
  std::vector<std::string> ids;
  for (const auto& [claim, family] : families_) ids.push_back(claim);
  return ids;
}

absl::Status FirstEntries::Prepare() {
  RETURN_IF_ERROR(AdoptPolicy());
  RETURN_IF_ERROR(RegisterParties());
  RETURN_IF_ERROR(AccreditLaboratory());
  for (int f = 1; f <= options_.families; ++f) RETURN_IF_ERROR(CertifyProduct(ProductId(f)));
  RETURN_IF_ERROR(PublishCatalogue());
  const int budgets = options_.budget_for_each_family ? options_.families : 1;
  for (int budget = 1; budget <= budgets; ++budget) RETURN_IF_ERROR(OpenRounds(budget));
  std::vector<absl::Status> outcomes(static_cast<std::size_t>(options_.families));
  std::vector<std::jthread> sellers;
  for (int f = 1; f <= options_.families; ++f) {
    for (int n = 1; n <= options_.claims_per_family; ++n)
      families_[fmt::format("CL-{}-{}", ProductId(f), n)] = ProductId(f);
    sellers.emplace_back([this, f, &outcome = outcomes[static_cast<std::size_t>(f - 1)]] {
      for (int n = 1; n <= options_.claims_per_family && outcome.ok(); ++n) outcome = Claim(f, n);
    });
  }
  sellers.clear();
  for (const absl::Status& outcome : outcomes) RETURN_IF_ERROR(outcome);
  return absl::OkStatus();
}

absl::Status FirstEntries::AdoptPolicy() {
  std::ifstream in(test::SourcePath("deploy/policy/first-created-products-2020.txtpb"));
  policy::v1::AdoptPolicyRequest request;
  request.set_text(
      std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));
  request.set_effective_date("2020-12-30");
  request.set_document("中科园发〔2020〕30号");
  return Do(*office_.policy, &policy::v1::PolicyService::Stub::AdoptPolicy, "周敏", request);
}

absl::Status FirstEntries::RegisterParties() {
  for (const auto& [id, code] :
       {std::pair{kMaker, "91110108MA01000010"}, std::pair{kBuyer, "91350100M000100Y43"},
        std::pair{kLaboratory, "12100000400010001P"}}) {
    registry::v1::RegisterEnterpriseRequest request;
    request.set_enterprise_id(id);
    request.set_credit_code(code);
    request.set_name(fmt::format("测试单位 {}", id));
    request.set_registered_date("2020-01-02");
    RETURN_IF_ERROR(
        Do(*office_.registry, &RegistryService::Stub::RegisterEnterprise, "张伟", request));
  }
  registry::v1::RecordZoneRegistrationRequest zone;
  zone.set_enterprise_id(kMaker);
  zone.set_from_date("2018-01-01");
  RETURN_IF_ERROR(
      Do(*office_.registry, &RegistryService::Stub::RecordZoneRegistration, "张伟", zone));
  registry::v1::RecordSmeStatusRequest sme;
  sme.set_enterprise_id(kMaker);
  sme.set_is_sme(true);
  sme.set_from_date("2018-01-01");
  sme.set_document("入库登记");
  return Do(*office_.registry, &RegistryService::Stub::RecordSmeStatus, "张伟", sme);
}

absl::Status FirstEntries::AccreditLaboratory() {
  auto& stub = *office_.certification;
  cert::RegisterLaboratoryRequest registration;
  registration.set_laboratory_id(kLaboratory);
  registration.set_registered_date("2020-12-31");
  registration.set_document("检测机构名录");
  RETURN_IF_ERROR(Do(stub, &CertificationService::Stub::RegisterLaboratory, "刘洋", registration));
  cert::AccreditLaboratoryRequest accreditation;
  accreditation.set_laboratory_id(kLaboratory);
  accreditation.set_accreditation_number("CMA-1");
  accreditation.add_fields(cert::FIELD_INTELLIGENT_TRANSPORT);
  accreditation.set_from_date("2019-01-01");
  accreditation.set_to_date("2024-12-31");
  return Do(stub, &CertificationService::Stub::AccreditLaboratory, "刘洋", accreditation);
}

absl::Status FirstEntries::CertifyProduct(const std::string& product) {
  auto& stub = *office_.certification;
  cert::SubmitProductRequest submit;
  submit.set_product_id(product);
  submit.set_enterprise_id(kMaker);
  submit.set_name("车规级固态激光雷达");
  submit.set_type(cert::PRODUCT_TYPE_CORE_TECHNOLOGY);
  submit.set_field(cert::FIELD_INTELLIGENT_TRANSPORT);
  submit.set_claimed_level(cert::LEVEL_DOMESTIC);
  submit.set_research_completed_date("2020-06-30");
  submit.set_accepted_date("2021-01-11");
  submit.add_ip_rights("发明专利 ZL202010000001");
  RETURN_IF_ERROR(Do(stub, &CertificationService::Stub::SubmitProduct, "王芳", submit));
  cert::FileTestReportRequest report;
  report.set_product_id(product);
  report.set_report_number("检-1");
  report.set_laboratory_id(kLaboratory);
  report.set_issued_date("2021-01-20");
  report.set_passed(true);
  RETURN_IF_ERROR(Do(stub, &CertificationService::Stub::FileTestReport, "王芳", report));
  for (const char* expert : {"expert-1", "expert-2", "expert-3"}) {
    cert::AssignExpertRequest assign;
    assign.set_product_id(product);
    assign.set_expert_id(expert);
    assign.set_assigned_date("2021-01-25");
    RETURN_IF_ERROR(Do(stub, &CertificationService::Stub::AssignExpert, "王芳", assign));
    cert::SubmitExpertScoreRequest score;
    score.set_product_id(product);
    score.set_expert_id(expert);
    score.set_score(80);
    score.set_level(cert::LEVEL_DOMESTIC);
    score.set_opinion("同意");
    RETURN_IF_ERROR(Do(stub, &CertificationService::Stub::SubmitExpertScore, expert, score));
  }
  cert::CertifyProductRequest certify;
  certify.set_product_id(product);
  certify.set_level(cert::LEVEL_DOMESTIC);
  certify.set_certificate_number("首创-" + product);
  certify.set_certified_date("2021-02-08");
  return Do(stub, &CertificationService::Stub::CertifyProduct, "刘洋", certify);
}

absl::Status FirstEntries::PublishCatalogue() {
  cert::PublishCatalogueEditionRequest request;
  request.set_year(2021);
  request.set_published_date("2021-03-01");
  request.set_document("目录（2021年）");
  for (int f = 1; f <= options_.families; ++f) request.add_product_ids(ProductId(f));
  return Do(*office_.certification, &CertificationService::Stub::PublishCatalogueEdition, "刘洋",
            request);
}

std::string FirstEntries::RoundId(int family, int number) const {
  return fmt::format("R-{}-{}", options_.budget_for_each_family ? family : 1, number);
}

absl::Status FirstEntries::OpenRounds(int budget_number) {
  const auto budget_year = static_cast<std::uint32_t>(2020 + budget_number);
  grants::v1::AllotBudgetRequest budget;
  budget.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  budget.set_budget_year(budget_year);
  budget.set_amount_fen(options_.allotted_fen);
  budget.set_document("预算批复");
  budget.set_allotted_date("2021-03-15");
  RETURN_IF_ERROR(Do(*office_.grants, &GrantsService::Stub::AllotBudget, "何平", budget));
  for (int n = 1; n <= options_.claims_per_family; ++n) {
    grants::v1::OpenRoundRequest round;
    round.set_round_id(RoundId(budget_number, n));
    round.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
    round.set_round_year(2021);
    round.set_budget_year(budget_year);
    round.set_rate_numerator(3);
    round.set_rate_denominator(10);
    round.set_opens_date("2021-06-01");
    round.set_closes_date("2021-06-30");
    round.set_document("申报指南");
    RETURN_IF_ERROR(Do(*office_.grants, &GrantsService::Stub::OpenRound, "周敏", round));
  }
  return absl::OkStatus();
}

std::string FirstEntries::ContractId(int family, int number) const {
  return fmt::format("C-{}-{}", ProductId(family), (number - 1) / options_.claims_per_contract + 1);
}

// Signs the contract of the family's claim of that number, which opens or joins the case.
absl::Status FirstEntries::Sell(int family, int number) {
  const std::string product = ProductId(family);
  const std::string contract = ContractId(family, number);
  market::v1::SignContractRequest sign;
  sign.set_contract_id(contract);
  sign.set_seller_id(kMaker);
  sign.set_buyer_id(kBuyer);
  sign.set_number(contract);
  sign.set_signed_date("2021-03-08");
  sign.set_amount_fen(options_.contract_fen);
  auto& line = *sign.add_lines();
  line.set_product_id(product);
  line.set_amount_fen(options_.contract_fen);
  RETURN_IF_ERROR(Do(*office_.market, &MarketService::Stub::SignContract, "孙丽", sign));
  if (number == 1) {
    market::v1::OpenFirstEntryCaseRequest open;
    open.set_contract_id(contract);
    open.set_product_id(product);
    return Do(*office_.market, &MarketService::Stub::OpenFirstEntryCase, "孙丽", open);
  }
  market::v1::JoinFirstEntryCaseRequest join;
  join.set_contract_id(contract);
  join.set_product_id(product);
  return Do(*office_.market, &MarketService::Stub::JoinFirstEntryCase, "孙丽", join);
}

absl::Status FirstEntries::Claim(int family, int number) {
  if ((number - 1) % options_.claims_per_contract == 0) RETURN_IF_ERROR(Sell(family, number));
  const std::string product = ProductId(family);
  const std::string claim = fmt::format("CL-{}-{}", product, number);
  grants::v1::SubmitClaimRequest submit;
  submit.set_claim_id(claim);
  submit.set_round_id(RoundId(family, number));
  submit.set_enterprise_id(kMaker);
  submit.set_submitted_date("2021-06-10");
  submit.mutable_first_market_entry()->set_product_id(product);
  submit.mutable_first_market_entry()->add_contract_ids(ContractId(family, number));
  RETURN_IF_ERROR(Do(*office_.grants, &GrantsService::Stub::SubmitClaim, "李娜", submit));
  return LeadToComputed(office_, claim, "2021-06-11");
}

}  // namespace debut::test
