#include <fmt/format.h>

#include "debut/grants/v1/grants_service.pb.h"
#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "money/capitals.h"
#include "services/debut/commands.h"
#include "services/debut/list_output.h"
#include "services/debut/sheet_text.h"

namespace debut::cli {
namespace {

using Align = Table::Align;
using money::Fen;

struct ClaimOptions {
  std::string round;
  std::string state;
  std::string enterprise;
  std::string role;
  std::string claim;
};

absl::Status List(const ClaimOptions& options, Session& session) {
  readmodels::v1::ListClaimsRequest request;
  request.set_round_id(options.round);
  request.set_enterprise_id(options.enterprise);
  request.set_next_role(options.role);
  if (!options.state.empty()) {
    int number = 0;
    RETURN_IF_ERROR(base::Annotate(
        ParseEnum(*grants::v1::ClaimState_descriptor(), options.state, number), "--state"));
    request.set_state(static_cast<grants::v1::ClaimState>(number));
  }
  Table table({{"CLAIM"},
               {"ROUND"},
               {"NO.", Align::kRight},
               {"ENTERPRISE"},
               {"STATE"},
               {"AMOUNT", Align::kRight},
               {"SUBMITTED"},
               {"DUE"},
               {"NEXT STEP"},
               {"ROLE"}});
  std::uint64_t position = 0;
  std::size_t count = 0;
  RETURN_IF_ERROR(ForEachPage<readmodels::v1::ListClaimsResponse>(
      session, "debut.readmodels.v1.ReadModelsService/ListClaims", request,
      [&](const readmodels::v1::ListClaimsResponse& response) {
        position = response.position();
        for (const auto& claim : response.claims()) {
          ++count;
          if (session.json()) {
            fmt::print("{}\n", ToJson(claim));
            continue;
          }
          table.Add(
              {claim.claim_id(), claim.round_id(),
               claim.acceptance_number() == 0 ? "" : std::to_string(claim.acceptance_number()),
               claim.enterprise_name(), ShortName(claim.state()), Amount(claim.amount_fen()),
               claim.submitted_date(), claim.due_date(), claim.next_step(), claim.next_role()});
        }
      }));
  if (!session.json())
    fmt::print("{}{} rows, as of position {}\n", table.Render(), count, position);
  return absl::OkStatus();
}

// What the review has brought, as far as there is anything. Nobody's name.
void PrintReview(const grants::v1::Claim& claim) {
  const grants::v1::ClaimReview& review = claim.review();
  if (claim.state() == grants::v1::CLAIM_STATE_SUSPENDED)
    fmt::print("Suspended  from {}\n", ShortName(claim.suspended_from()));
  if (claim.state() == grants::v1::CLAIM_STATE_CORRECTION_ASKED)
    fmt::print("Correction until {} 24:00: {}\n", review.correction_due_date(),
               fmt::join(review.correction_items(), "; "));
  for (const auto& warning : review.duplicate_warnings())
    fmt::print("Warning    same {} as {}\n", ShortName(warning.kind()), warning.other_claim_id());
  if (review.special_audit() != grants::v1::AUDIT_CONCLUSION_UNSPECIFIED)
    fmt::print("Audit      {}\n", ShortName(review.special_audit()));
  if (review.experts_count() > 0)
    fmt::print("Experts    {}, {} points together\n", review.experts_count(), review.score_total());
  if (!review.meeting_id().empty())
    fmt::print("Meeting    {}, no. {}\n", review.meeting_id(), review.meeting_number());
  for (const auto& objection : review.objections())
    fmt::print("Objection  {} of {}, {}\n", objection.objection_id(), objection.received_date(),
               ShortName(objection.state()));
  if (!review.performance_report().empty())
    fmt::print("Report     {}\n", review.performance_report());
  if (!review.archive_number().empty()) fmt::print("Archive    {}\n", review.archive_number());
}

absl::Status Show(const ClaimOptions& options, Session& session) {
  grants::v1::GetClaimRequest request;
  grants::v1::GetClaimResponse response;
  request.set_claim_id(options.claim);
  RETURN_IF_ERROR(
      session.client().Call("debut.grants.v1.GrantsService/GetClaim", request, response));
  if (session.json()) {
    fmt::print("{}\n", ToJson(response));
    return absl::OkStatus();
  }
  const auto& claim = response.claim();
  fmt::print(
      "Claim      {}\nState      {}\nMeasure    {} {}\nEnterprise {}\nRound      {}\n"
      "Amount     {} ({})\n",
      claim.claim_id(), ShortName(claim.state()), static_cast<int>(claim.measure()),
      ShortName(claim.measure()), claim.enterprise_id(), claim.round_id(),
      Amount(claim.amount_fen()), money::RmbCapitals(Fen(claim.amount_fen())));
  if (!claim.notice_ends_date().empty())
    fmt::print("Notice     until {} 24:00\n", claim.notice_ends_date());
  if (!claim.grant_id().empty()) fmt::print("Grant      {}\n", claim.grant_id());
  if (!claim.order_id().empty()) fmt::print("Order      {}\n", claim.order_id());
  PrintReview(claim);
  fmt::print("\n");
  Table steps({{"POSITION", Align::kRight}, {"STEP"}, {"DATE"}, {"BY"}, {"RECORDED (UTC)"}});
  for (const auto& step : claim.steps())
    steps.Add({std::to_string(step.position()), step.event_type(), step.date(), step.principal(),
               step.recorded_time()});
  fmt::print("{}", steps.Render());
  if (claim.has_sheet()) fmt::print("\n{}", SheetText(claim.sheet()));
  return absl::OkStatus();
}

}  // namespace

void AddClaimCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<ClaimOptions>();
  CLI::App* claims =
      session.AddVerb(app, "claims", "The work list: claims, their state and who does what next",
                      "  debut claims\n  debut claims --round R-2021-3 --state PROPOSED\n"
                      "  debut claims --role payments.officer",
                      [=, &session] { return List(*options, session); });
  claims->add_option("--round", options->round, "only this round");
  claims->add_option("--state", options->state, "only this state");
  claims->add_option("--enterprise", options->enterprise, "only this enterprise");
  claims->add_option("--role", options->role, "only what this role does next");

  CLI::App* claim = app.add_subcommand("claim", "One claim")->require_subcommand(1);
  CLI::App* show =
      session.AddVerb(*claim, "show", "The steps of a claim, by whom, and its calculation sheet",
                      "  debut claim show CL-2021-001\n  debut --json claim show CL-2021-001",
                      [=, &session] { return Show(*options, session); });
  show->add_option("CLAIM", options->claim, "its id")->required();
}

}  // namespace debut::cli
