#include <fmt/format.h>

#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "services/debut/commands.h"
#include "services/debut/exit_codes.h"
#include "services/debut/list_output.h"
#include "services/debut/model_rows.h"

namespace debut::cli {
namespace {

namespace v1 = readmodels::v1;
using Align = Table::Align;

struct ModelOptions {
  std::string model;
  bool all = false;
  bool compare = false;
  bool replace = false;
};

absl::StatusOr<v1::GetProjectionStatusResponse> GetStatus(Session& session) {
  v1::GetProjectionStatusRequest request;
  v1::GetProjectionStatusResponse response;
  RETURN_IF_ERROR(
      session.client().Call(std::string(kReadModels) + "GetProjectionStatus", request, response));
  return response;
}

absl::Status Status(Session& session) {
  ASSIGN_OR_RETURN(const v1::GetProjectionStatusResponse status, GetStatus(session));
  if (session.json()) {
    fmt::print("{}\n", ToJson(status));
    return absl::OkStatus();
  }
  Table table({{"MODEL"},
               {"VERSION", Align::kRight},
               {"POSITION", Align::kRight},
               {"LAG", Align::kRight},
               {"ROWS", Align::kRight},
               {"TROUBLE"}});
  for (const auto& each : status.projections())
    table.Add({each.name(), std::to_string(each.version()), std::to_string(each.position()),
               std::to_string(each.lag_count()), std::to_string(each.rows_count()),
               each.trouble()});
  fmt::print("{}head {}\n", table.Render(), status.head_position());
  return absl::OkStatus();
}

absl::Status Rebuild(const ModelOptions& options, Session& session) {
  if (options.compare == options.replace)
    return absl::InvalidArgumentError("say either --compare or --replace");
  if (options.all != options.model.empty())
    return absl::InvalidArgumentError("say either MODEL or --all; `debut models status` shows all");
  std::vector<std::string> models = {options.model};
  if (options.all) {
    ASSIGN_OR_RETURN(const v1::GetProjectionStatusResponse status, GetStatus(session));
    models.clear();
    for (const auto& each : status.projections()) models.push_back(each.name());
  }
  Table table({{"MODEL"}, {"ROWS", Align::kRight}, {"DIFFERENT", Align::kRight}, {"REPLACED"}});
  for (const std::string& model : models) {
    ASSIGN_OR_RETURN(const auto last, RebuildOnServer(session, model,
                                                      options.replace ? v1::REBUILD_MODE_REPLACE
                                                                      : v1::REBUILD_MODE_COMPARE));
    const v1::RebuildModelResponse::Result& result = last.result();
    if (result.differences_count() > 0) session.SetExitCode(kExitRefused);
    if (session.json()) {
      fmt::print("{{\"model\":\"{}\",\"result\":{}}}\n", model, ToJson(result));
      continue;
    }
    table.Add({model, std::to_string(result.rows_count()),
               std::to_string(result.differences_count()), result.replaced() ? "yes" : "no"});
    for (const auto& difference : result.differences()) {
      fmt::print(stderr, "  {}: {} {}\n", model, difference.key(), WhatIsWrong(difference));
    }
  }
  if (!session.json()) fmt::print("{}", table.Render());
  return absl::OkStatus();
}

}  // namespace

void AddModelCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<ModelOptions>();
  CLI::App* models =
      app.add_subcommand("models", "The read models")->require_subcommand(1)->fallthrough();
  session.AddVerb(*models, "status", "How far each model is", "  debut models status",
                  [&session] { return Status(session); });
  CLI::App* rebuild = session.AddVerb(
      *models, "rebuild",
      "Make a model anew from the first event on, beside the one that serves, and compare the two",
      "  debut models rebuild --compare claims\n  debut models rebuild --compare --all\n"
      "  debut models rebuild --replace claims\n"
      "Exit code 1: rows differ. --replace then has put the new copy in force.",
      [=, &session] { return Rebuild(*options, session); });
  rebuild->add_option("MODEL", options->model, "its name");
  rebuild->add_flag("--all", options->all, "every model, one after the other");
  rebuild->add_flag("--compare", options->compare, "only compare, row by row");
  rebuild->add_flag("--replace", options->replace, "compare, then put the new copy in force");
}

}  // namespace debut::cli
