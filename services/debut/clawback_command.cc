#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "debut/certification/v1/certification_service.pb.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "decision/derived_id.h"
#include "runtime/rpc_status.h"
#include "services/debut/exit_codes.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"
#include "services/debut/office_commands.h"
#include "services/debut/progress_bar.h"
#include "services/debut/typed_fields.h"
#include "services/debut/wording.h"

namespace debut::cli {
namespace {

namespace v1 = grants::v1;
using Align = Table::Align;

constexpr char kGrants[] = "debut.grants.v1.GrantsService/";

struct ClawbackOptions {
  std::string product;
  std::string enterprise;
  std::string reason;
  std::string date;
  bool check = false;
};

// What came of one award.
struct Proposal {
  v1::ClawbackCandidate candidate;
  std::int64_t amount_fen = 0;
  std::string outcome;  // "PROPOSED", "PROPOSED_BEFORE", "LEFT" to people, or a reason.
};

absl::StatusOr<std::vector<v1::ClawbackCandidate>> CandidatesOf(const ClawbackOptions& options,
                                                                Session& session) {
  v1::ListClawbackCandidatesRequest request;
  v1::ListClawbackCandidatesResponse response;
  request.set_product_id(options.product);
  request.set_enterprise_id(options.enterprise);
  RETURN_IF_ERROR(
      session.client().Call(std::string(kGrants) + "ListClawbackCandidates", request, response));
  return std::vector<v1::ClawbackCandidate>(response.candidates().begin(),
                                            response.candidates().end());
}

// The delisting that everything follows from: "P-001/VOID/2021-02-20". FAILED_PRECONDITION: the
// product is not void, so nothing depends on it.
absl::StatusOr<std::string> VoidDelistingOf(const std::string& product_id, Session& session) {
  certification::v1::GetProductRequest request;
  certification::v1::GetProductResponse response;
  request.set_product_id(product_id);
  RETURN_IF_ERROR(session.client().Call("debut.certification.v1.CertificationService/GetProduct",
                                        request, response));
  const certification::v1::Product& product = response.product();
  if (product.delisting_kind() == certification::v1::DELISTING_KIND_VOID)
    return fmt::format("{}/VOID/{}", product_id, product.delisted_date());
  return absl::FailedPreconditionError(
      fmt::format("product {} was not declared VOID: its awards stand", product_id));
}

bool NamesProduct(const v1::Claim& claim, const std::string& product_id) {
  const auto& insured = claim.insurance().product_ids();
  const auto& standards = claim.standards().standards();
  return claim.first_market_entry().product_id() == product_id ||
         claim.financing().product_id() == product_id ||
         claim.exchange().product_id() == product_id ||
         std::ranges::find(insured, product_id) != insured.end() ||
         std::ranges::any_of(standards, [&](const v1::ClaimedStandard& standard) {
           return standard.product_id() == product_id;
         });
}

absl::StatusOr<bool> DependsOn(const std::string& claim_id, const std::string& product_id,
                               Session& session) {
  v1::GetClaimRequest request;
  v1::GetClaimResponse response;
  request.set_claim_id(claim_id);
  RETURN_IF_ERROR(session.client().Call(std::string(kGrants) + "GetClaim", request, response));
  return NamesProduct(response.claim(), product_id);
}

// Proposes to claim one award back, as a request of its own, which follows from the delisting: sent
// again it proposes nothing again, also when people have dismissed it meanwhile. A rule that says
// no is an outcome; other errors end the run, and the same command goes on.
absl::StatusOr<Proposal> Propose(const v1::ClawbackCandidate& candidate,
                                 const std::string& delisting, const ClawbackOptions& options,
                                 Session& session) {
  Proposal proposal{.candidate = candidate, .amount_fen = 0, .outcome = "LEFT"};
  if (candidate.next_step() != "ProposeClawback" || options.check) return proposal;
  v1::ProposeClawbackRequest request;
  v1::ProposeClawbackResponse response;
  request.set_request_id(decision::DerivedId("clawback", delisting + "/" + candidate.claim_id()));
  request.set_claim_id(candidate.claim_id());
  request.set_proposed_date(options.date);
  request.set_grounds(options.reason);
  const absl::Status status =
      session.client().Call(std::string(kGrants) + "ProposeClawback", request, response);
  if (!status.ok()) {
    if (ExitCodeOf(status) != kExitRefused) return status;
    proposal.outcome = runtime::ReasonOf(status);
    return proposal;
  }
  proposal.amount_fen = response.amount_fen();
  const bool before = response.recorded().replayed() || response.recorded().events_count() == 0;
  proposal.outcome = before ? "PROPOSED_BEFORE" : "PROPOSED";
  return proposal;
}

std::string OutcomeText(const Proposal& proposal) {
  if (proposal.outcome == "PROPOSED") return "已提出 proposed";
  if (proposal.outcome == "PROPOSED_BEFORE") return "此前已提出 proposed before";
  if (proposal.outcome != "LEFT") return "未提出 " + proposal.outcome;
  return "待办 " + proposal.candidate.next_step();
}

void PrintJson(const Proposal& proposal) {
  nlohmann::json out = nlohmann::json::parse(ToJson(proposal.candidate));
  out["outcome"] = proposal.outcome;
  out["proposed_fen"] = proposal.amount_fen;
  fmt::print("{}\n", JsonLine(out));
}

Table MakeTable() {
  return Table({{"CLAIM 申报事项"},
                {"MEASURE"},
                {"ENTERPRISE"},
                {"HOLDS 现有", Align::kRight},
                {"DUE 应有", Align::kRight},
                {"PROPOSED 拟追回", Align::kRight},
                {"OUTCOME"}});
}

void AddRow(const Proposal& proposal, Table& table) {
  const v1::ClawbackCandidate& candidate = proposal.candidate;
  table.Add({candidate.claim_id(), BothNamesOf(candidate.measure()), candidate.enterprise_id(),
             Amount(candidate.holds_fen()), Amount(candidate.due_fen()),
             proposal.amount_fen == 0 ? "" : Amount(proposal.amount_fen), OutcomeText(proposal)});
}

absl::Status List(const ClawbackOptions& options, Session& session) {
  if (options.product.empty() == options.enterprise.empty())
    return absl::InvalidArgumentError("say either --product or --enterprise");
  ASSIGN_OR_RETURN(const auto candidates, CandidatesOf(options, session));
  Table table = MakeTable();
  for (const v1::ClawbackCandidate& candidate : candidates) {
    const Proposal proposal{.candidate = candidate, .amount_fen = 0, .outcome = "LEFT"};
    if (session.json())
      PrintJson(proposal);
    else
      AddRow(proposal, table);
  }
  if (!session.json()) fmt::print("{}{} rows\n", table.Render(), candidates.size());
  return absl::OkStatus();
}

// Of a product that is void, by claim: what depends on it and still holds too much.
absl::StatusOr<std::vector<v1::ClawbackCandidate>> DependentsOf(const ClawbackOptions& options,
                                                                Session& session) {
  ASSIGN_OR_RETURN(const auto candidates, CandidatesOf(options, session));
  std::vector<v1::ClawbackCandidate> dependents;
  for (const v1::ClawbackCandidate& candidate : candidates) {
    ASSIGN_OR_RETURN(const bool depends, DependsOn(candidate.claim_id(), options.product, session));
    if (depends) dependents.push_back(candidate);
  }
  return dependents;
}

absl::Status ProposeAll(const ClawbackOptions& asked, Session& session) {
  ClawbackOptions options = asked;
  if (!asked.date.empty()) {
    const auto date = ReadTypedDate(asked.date);
    if (!date.ok()) return base::Annotate(date.status(), "--date");
    options.date = *date;
  }
  ASSIGN_OR_RETURN(const std::string delisting, VoidDelistingOf(options.product, session));
  ASSIGN_OR_RETURN(const auto dependents, DependentsOf(options, session));
  Table table = MakeTable();
  std::int64_t total_fen = 0;
  std::size_t proposed = 0;
  {
    ProgressBar progress("clawback", dependents.size());
    for (const v1::ClawbackCandidate& candidate : dependents) {
      ASSIGN_OR_RETURN(const Proposal proposal, Propose(candidate, delisting, options, session));
      progress.Advance();
      if (session.json())
        PrintJson(proposal);
      else
        AddRow(proposal, table);
      total_fen += proposal.amount_fen;
      proposed += proposal.amount_fen > 0 ? 1 : 0;
      const bool left = proposal.amount_fen == 0 && !options.check;
      if (left) session.SetExitCode(kExitRefused);
    }
  }
  if (session.json()) return absl::OkStatus();
  fmt::print("{}{} of {} awards proposed for clawback, {}元; another person approves each\n",
             table.Render(), proposed, dependents.size(), Amount(total_fen));
  return absl::OkStatus();
}

}  // namespace

void AddClawbackCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<ClawbackOptions>();
  CLI::App* clawback =
      app.add_subcommand("clawback", "Money that has to come back (追回)")->require_subcommand(1);
  clawback->fallthrough();
  CLI::App* list = session.AddVerb(
      *clawback, "list", "Awards that hold more than is due by the facts of today",
      "  debut clawback list --product P-001\n  debut clawback list --enterprise E-001",
      [=, &session] { return List(*options, session); });
  list->add_option("--product", options->product, "of whoever makes this product");
  list->add_option("--enterprise", options->enterprise, "of this enterprise");

  CLI::App* propose = session.AddVerb(
      *clawback, "propose", "Propose to claim back every award that depends on a VOID product",
      "  debut --as 刘洋 clawback propose --product P-001 --reason 弄虚作假\n"
      "  debut clawback propose --product P-001 --reason 弄虚作假 --check\n"
      "Nothing is decided: each award is a proposal of its own, and another person approves or\n"
      "dismisses it (`debut worklist --role grants.approver`). After an interruption the same\n"
      "command goes on; what was proposed or dismissed is not proposed again. Awards that are not\n"
      "paid are shown with the step that they wait for. Exit code 1: some are left to people.",
      [=, &session] { return ProposeAll(*options, session); });
  propose->add_option("--product", options->product, "that was declared VOID")->required();
  propose->add_option("--reason", options->reason, "the grounds, on record with each proposal")
      ->required();
  propose->add_option("--date", options->date, "of the proposals; without it, today");
  propose->add_flag("--check", options->check, "only show what would be proposed");
}

}  // namespace debut::cli
