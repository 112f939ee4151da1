#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "archive/files.h"
#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "debut/policy/v1/policy_service.pb.h"
#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "decision/fact_codec.h"
#include "eventstore/entry_codec.h"
#include "policy/sheet_check.h"
#include "services/debut/commands.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"
#include "services/debut/receipt.h"
#include "services/debut/sheet_text.h"
#include "services/debut/wording.h"

namespace debut::cli {
namespace {

absl::StatusOr<grants::v1::Claim> GetClaim(Session& session, const std::string& claim_id) {
  grants::v1::GetClaimRequest request;
  grants::v1::GetClaimResponse response;
  request.set_claim_id(claim_id);
  RETURN_IF_ERROR(
      session.client().Call("debut.grants.v1.GrantsService/GetClaim", request, response));
  return response.claim();
}

// The claim of a grant, from the fact that granted it.
absl::StatusOr<std::string> ClaimOfGrant(Session& session, const std::string& grant_id) {
  eventlog::v1::ReadRequest request;
  eventlog::v1::ReadResponse response;
  eventlog::v1::QueryItem& item = *request.mutable_query()->add_items();
  item.add_types(grants::v1::SubsidyGranted::descriptor()->full_name());
  item.add_tags("grant:" + grant_id);
  request.set_limit(1);
  RETURN_IF_ERROR(
      session.client().Call("debut.eventlog.v1.EventLogService/Read", request, response));
  grants::v1::SubsidyGranted fact;
  if (response.entries_size() == 0 || !fact.ParseFromString(response.entries(0).payload())) {
    return absl::NotFoundError(fmt::format("there is no claim and no grant {}", grant_id));
  }
  return fact.claim_id();
}

absl::StatusOr<grants::v1::Claim> FindClaim(Session& session, const std::string& id) {
  absl::StatusOr<grants::v1::Claim> claim = GetClaim(session, id);
  if (claim.status().code() != absl::StatusCode::kNotFound) return claim;
  ASSIGN_OR_RETURN(const std::string claim_id, ClaimOfGrant(session, id));
  return GetClaim(session, claim_id);
}

// As adopted: the digest on the sheet proves that the articles are those which decided.
absl::StatusOr<policy::v1::AdoptedPolicy> PolicyOf(Session& session,
                                                   const policy::v1::CalculationSheet& sheet) {
  policy::v1::GetPolicyRequest request;
  policy::v1::GetPolicyResponse response;
  request.set_version_id(sheet.policy_version_id());
  RETURN_IF_ERROR(
      session.client().Call("debut.policy.v1.PolicyService/GetPolicy", request, response));
  if (response.policy().digest() != sheet.policy_digest()) {
    return absl::InternalError(fmt::format("policy {} has the digest {}, but the sheet says {}",
                                           sheet.policy_version_id(), response.policy().digest(),
                                           sheet.policy_digest()));
  }
  return response.policy();
}

struct ExplainOptions {
  std::string id;  // Of a claim or a grant.
  bool proof = false;
  std::string out_dir;
};

// The events that an amount rests on: the policy, the round, every input, and the decisions on the
// claim that have been made.
absl::StatusOr<std::set<std::uint64_t>> PositionsOf(Session& session,
                                                    const grants::v1::Claim& claim) {
  std::set<std::uint64_t> positions = {claim.sheet().policy_position(),
                                       claim.sheet().round_position()};
  for (const auto& input : claim.sheet().inputs()) {
    positions.insert(input.positions().begin(), input.positions().end());
  }
  eventlog::v1::ReadRequest request;
  eventlog::v1::ReadResponse response;
  eventlog::v1::QueryItem& item = *request.mutable_query()->add_items();
  for (const std::string& type :
       decision::TypesOf<grants::v1::AwardComputed, grants::v1::AwardProposed,
                         grants::v1::AwardAdjusted, grants::v1::SubsidyGranted,
                         grants::v1::PaymentSettled, grants::v1::ClawbackProposed>()) {
    item.add_types(type);
  }
  item.add_tags(decision::Tag("claim", claim.claim_id()));
  RETURN_IF_ERROR(
      session.client().Call("debut.eventlog.v1.EventLogService/Read", request, response));
  for (const auto& entry : response.entries()) positions.insert(entry.position());
  return positions;
}

absl::Status PrintReceipts(const ExplainOptions& options, const grants::v1::Claim& claim,
                           Session& session) {
  ASSIGN_OR_RETURN(const auto positions, PositionsOf(session, claim));
  if (!session.json()) fmt::print("\n凭证 Receipts (c2sp.org/tlog-proof@v1)\n");
  for (const std::uint64_t position : positions) {
    ASSIGN_OR_RETURN(const auto receipt, FetchReceipt(session, position));
    ASSIGN_OR_RETURN(const auto event, eventstore::DecodeEntry(receipt.entry));
    std::string file;
    if (!options.out_dir.empty()) {
      const auto path =
          std::filesystem::absolute(options.out_dir) / fmt::format("{}.receipt", position);
      RETURN_IF_ERROR(archive::WriteFile(path, receipt.ToText()));
      file = path.string();
    }
    if (session.json()) {
      fmt::print("{}\n", JsonLine(nlohmann::json{{"position", position},
                                                 {"type", event.event.type},
                                                 {"receipt", receipt.ToText()}}));
    } else {
      fmt::print("{:>8}  {}  {}\n", position, event.event.type, file);
      if (file.empty()) fmt::print("{}\n", receipt.ToText());
    }
  }
  return absl::OkStatus();
}

absl::Status Explain(const ExplainOptions& options, Session& session) {
  const std::string& id = options.id;
  ASSIGN_OR_RETURN(const grants::v1::Claim claim, FindClaim(session, id));
  if (!claim.has_sheet()) {
    return absl::FailedPreconditionError(
        fmt::format("claim {} is {}: nothing has been calculated yet", claim.claim_id(),
                    ShortName(claim.state())));
  }
  ASSIGN_OR_RETURN(const policy::v1::AdoptedPolicy policy, PolicyOf(session, claim.sheet()));
  const std::string misstep = policy::MisstepIn(claim.sheet());
  if (!misstep.empty()) {
    return absl::DataLossError("the calculation sheet does not add up: " + misstep);
  }
  if (session.json()) {
    fmt::print("{}\n{}\n", ToJson(claim), ToJson(policy));
    return options.proof ? PrintReceipts(options, claim, session) : absl::OkStatus();
  }
  fmt::print("事项 Claim    {}  {} {}\n", claim.claim_id(), ChineseOf(claim.state()),
             ShortName(claim.state()));
  fmt::print("措施 Measure  {}\n企业 Enterprise  {}\n", BothNamesOf(claim.measure()),
             claim.enterprise_id());
  fmt::print(
      "年度 Years    limit {}, round {}, budget {}\n\n{}",
      claim.sheet().limit_year() == 0 ? "for life" : std::to_string(claim.sheet().limit_year()),
      claim.sheet().round_year(), claim.sheet().budget_year(),
      ExplainedSheet(claim.sheet(), policy.version()));
  fmt::print(
      "\n核对 Check       各步骤之和与金额一致 the steps add up to the award, to the fen\n"
      "SHA-256 of the adopted text: {}\n",
      policy.digest());
  return options.proof ? PrintReceipts(options, claim, session) : absl::OkStatus();
}

}  // namespace

void AddExplainCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* verb = session.AddVerb(
      app, "explain", "Why this amount: the calculation sheet with the articles, 中文 and English",
      "  debut explain G-2021-001\n  debut explain CL-2021-001\n  debut --json explain "
      "CL-2021-001\n"
      "  debut explain G-2021-001 --proof --out-dir receipts    # then: debut audit check FILE",
      [=, &session] { return Explain(*options, session); });
  verb->add_option("GRANT_OR_CLAIM", options->id, "its id")->required();
  CLI::Option* proof = verb->add_flag("--proof", options->proof,
                                      "with the receipt of every event that the amount rests on");
  verb->add_option("--out-dir", options->out_dir,
                   "a file for each receipt, in this directory, which is made")
      ->needs(proof);
}

}  // namespace debut::cli
