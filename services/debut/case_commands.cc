#include <fmt/format.h>

#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "services/debut/commands.h"
#include "services/debut/list_output.h"
#include "services/debut/wording.h"

namespace debut::cli {
namespace {

namespace v1 = readmodels::v1;
using Align = Table::Align;

struct CaseOptions {
  std::string id;
  std::string as_of;
  std::string claim;
  std::string enterprise;
};

void PrintReceived(const v1::Dossier& dossier) {
  Table table({{"措施 MEASURE"},
               {"YEAR"},
               {"RESERVED", Align::kRight},
               {"GRANTED", Align::kRight},
               {"PAID", Align::kRight},
               {"RECOVERED", Align::kRight},
               {"AWARDS", Align::kRight}});
  for (const v1::AnnualLimit& each : dossier.received()) {
    table.Add({BothNamesOf(each.measure()), std::to_string(each.year()),
               Amount(each.reserved_fen()), Amount(each.granted_fen()), Amount(each.paid_fen()),
               Amount(each.recovered_fen()), std::to_string(each.awards_count())});
  }
  fmt::print("\n获得支持 Received, by measure and the round's year\n{}", table.Render());
}

void PrintLimits(const v1::Dossier& dossier) {
  Table table({{"CAP KEY"},
               {"YEAR"},
               {"CAP", Align::kRight},
               {"USED", Align::kRight},
               {"ROOM", Align::kRight}});
  for (const v1::Cap& cap : dossier.limits()) {
    const std::int64_t used =
        cap.reserved_fen() + cap.granted_fen() + cap.paid_fen() - cap.recovered_fen();
    table.Add({cap.cap_key(), cap.limit_year() == 0 ? "for life" : std::to_string(cap.limit_year()),
               cap.unlimited() ? "no cap" : Amount(cap.cap_fen()), Amount(used),
               cap.unlimited() ? "" : Amount(cap.room_fen())});
  }
  fmt::print("\n限额余额 Room under every limit\n{}", table.Render());
}

absl::Status Dossier(const CaseOptions& options, Session& session) {
  v1::GetDossierRequest request;
  v1::GetDossierResponse response;
  request.set_enterprise_id(options.id);
  request.set_as_of_date(options.as_of);
  RETURN_IF_ERROR(
      session.client().Call(std::string(kReadModels) + "GetDossier", request, response));
  if (session.json()) {
    fmt::print("{}\n", ToJson(response));
    return absl::OkStatus();
  }
  const v1::Dossier& dossier = response.dossier();
  fmt::print("企业 Enterprise  {}  {}\n", dossier.enterprise_id(), dossier.enterprise_name());
  if (dossier.merged_ids_size() > 0)
    fmt::print("合并 Merged into it  {}\n", fmt::join(dossier.merged_ids(), ", "));
  PrintReceived(dossier);
  Table states({{"状态 STATE"}, {"CLAIMS", Align::kRight}});
  for (const v1::StateCount& each : dossier.states())
    states.Add({ChineseOf(each.state()) + " " + ShortName(each.state()),
                std::to_string(each.claims_count())});
  fmt::print("\n申报事项 Claims\n{}", states.Render());
  PrintLimits(dossier);
  Table products({{"PRODUCT"}, {"NAME"}, {"LEVEL"}, {"STATE"}, {"PAID", Align::kRight}});
  for (const v1::ProductRow& each : dossier.products())
    products.Add({each.product_id(), each.name(), ShortName(each.level()), ShortName(each.state()),
                  Amount(each.paid_fen())});
  fmt::print("\n产品 Products\n{}as of position {}\n", products.Render(), response.position());
  return absl::OkStatus();
}

absl::Status Product(const CaseOptions& options, Session& session) {
  v1::GetProductLifeRequest request;
  request.set_product_id(options.id);
  request.set_as_of_date(options.as_of);
  v1::ProductRow product;
  std::uint64_t position = 0;
  Table steps({{"POSITION", Align::kRight},
               {"DATE"},
               {"STEP"},
               {"CLAIM"},
               {"AMOUNT", Align::kRight},
               {"BY"}});
  RETURN_IF_ERROR(ForEachPage<v1::GetProductLifeResponse>(
      session, std::string(kReadModels) + "GetProductLife", request,
      [&](const v1::GetProductLifeResponse& response) {
        product = response.product();
        position = response.position();
        if (session.json()) fmt::print("{}\n", ToJson(response));
        for (const v1::ProductStep& step : response.steps()) {
          steps.Add({std::to_string(step.position()), step.date(), step.fact_type(),
                     step.claim_id(), step.amount_fen() == 0 ? "" : Amount(step.amount_fen()),
                     step.principal()});
        }
      }));
  if (session.json()) return absl::OkStatus();
  fmt::print("产品 Product     {}  {}\n企业 Enterprise  {}  {}\n级别 Level       {}\n",
             product.product_id(), product.name(), product.enterprise_id(),
             product.enterprise_name(), ShortName(product.level()));
  fmt::print("领域 Field       {}\n状态 State       {}\n产品族 Family    {}\n",
             ShortName(product.field()), ShortName(product.state()), product.family_id());
  fmt::print("合同 Contracts   {}\n已拨付 Paid      {}元\n已追回 Recovered {}元\n\n{}",
             product.contracts_count(), Amount(product.paid_fen()), Amount(product.recovered_fen()),
             steps.Render());
  fmt::print("as of position {}\n", position);
  return absl::OkStatus();
}

absl::Status Evidence(const CaseOptions& options, Session& session) {
  v1::ListEvidenceRequest request;
  request.set_evidence_key(options.id);
  request.set_claim_id(options.claim);
  request.set_enterprise_id(options.enterprise);
  return PrintList<v1::ListEvidenceResponse>(
      session, "ListEvidence", request,
      Table({{"EVIDENCE KEY"},
             {"SUBJECT"},
             {"CLAIM"},
             {"ENTERPRISE"},
             {"MEASURE"},
             {"USED"},
             {"POSITION", Align::kRight}}),
      [](const auto& response) { return response.evidence(); },
      [](const v1::Evidence& each) -> std::vector<std::string> {
        return {each.evidence_key(),
                each.subject_id(),
                each.claim_id(),
                each.enterprise_id(),
                MeasureText(each.measure()),
                each.used_date(),
                std::to_string(each.position())};
      });
}

}  // namespace

void AddCaseCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<CaseOptions>();
  CLI::App* dossier = session.AddVerb(
      app, "dossier", "An enterprise: what it received, its claims, its room under every limit",
      "  debut dossier E-001\n  debut dossier E-001 --as-of 2021-06-30\n"
      "  debut --json dossier E-001",
      [=, &session] { return Dossier(*options, session); });
  dossier->add_option("ENTERPRISE", options->id, "its id")->required();
  dossier->add_option("--as-of", options->as_of, "what was recorded by the end of this day");

  CLI::App* product =
      app.add_subcommand("product", "One product")->require_subcommand(1)->fallthrough();
  CLI::App* show =
      session.AddVerb(*product, "show", "The life of a product, from its submission to the awards",
                      "  debut product show P-001\n  debut product show P-001 --as-of 2021-06-30",
                      [=, &session] { return Product(*options, session); });
  show->add_option("PRODUCT", options->id, "its id")->required();
  show->add_option("--as-of", options->as_of, "what was recorded by the end of this day");

  CLI::App* evidence = session.AddVerb(
      app, "evidence", "What has been funded: contracts, invoices, policies, vouchers",
      "  debut evidence contract/0a1b2c\n  debut evidence --claim CL-001\n"
      "  debut evidence --enterprise E-001",
      [=, &session] { return Evidence(*options, session); });
  evidence->add_option("KEY", options->id, "the key, or how it begins");
  evidence->add_option("--claim", options->claim, "only this claim's");
  evidence->add_option("--enterprise", options->enterprise, "only this enterprise's");
}

}  // namespace debut::cli
