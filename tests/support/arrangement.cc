#include "tests/support/arrangement.h"

#include <fmt/format.h>

#include <fstream>

#include "base/status_macros.h"
#include "tests/support/build_tree.h"

namespace debut::test {
namespace {

constexpr const char* kContexts[] = {"registry",  "certification", "standards", "market",
                                     "insurance", "exchange",      "financing", "promotion",
                                     "policy",    "grants",        "readmodels"};

constexpr char kConfig[] = R"(
access {
  any_principal_roles: "*"
  anonymous_roles: "reader"
  anonymous_roles: "log.reader"
  principals { name: "test-writer" roles: "log.writer" }
}
logging { level: LEVEL_WARNING }
)";

}  // namespace

absl::StatusOr<std::unique_ptr<Arrangement>> Arrangement::Start(Kind kind) {
  std::unique_ptr<Arrangement> arrangement(new Arrangement(kind));
  const std::string data = arrangement->data_directory().string();
  if (kind == Kind::kEmbedded) {
    const std::string config = (arrangement->directory_.path() / "debutd.txtpb").string();
    std::ofstream(config) << kConfig;
    RETURN_IF_ERROR(
        arrangement->Add("eventlog", "debutd", {"--config", config, "--data-dir", data}));
    return arrangement;
  }
  RETURN_IF_ERROR(arrangement->Add("eventlog", "debut-eventlog",
                                   {"--data-dir", data, "--log-level", "warning"}));
  for (const char* context : kContexts) {
    std::vector<std::string> arguments{"--log", arrangement->AddressOf("eventlog"), "--log-level",
                                       "warning"};
    if (std::string_view(context) == "readmodels")
      arguments.insert(arguments.end(), {"--data-dir", data + "-readmodels"});
    RETURN_IF_ERROR(
        arrangement->Add(context, fmt::format("debut-{}", context), std::move(arguments)));
  }
  return arrangement;
}

absl::Status Arrangement::Add(const std::string& name, const std::string& program,
                              std::vector<std::string> arguments) {
  options_[name] = {.program = test::ProgramPath(program),
                    .arguments = std::move(arguments),
                    .directory = directory_.path(),
                    .name = name};
  ASSIGN_OR_RETURN(processes_[name], Process::Start(options_[name]));
  options_[name].listen = processes_[name]->address();
  return absl::OkStatus();
}

absl::Status Arrangement::KillAndRestart(const std::string& context) {
  processes_.at(context).reset();
  ASSIGN_OR_RETURN(processes_[context], Process::Start(options_.at(context)));
  return absl::OkStatus();
}

absl::Status Arrangement::Restart(const std::string& context) {
  Process& process = *processes_.at(context);
  process.Terminate();
  const std::optional<int> code = process.WaitExit();
  if (code != 0) {
    return absl::InternalError(
        fmt::format("{} ended with {}:\n{}", context, code.value_or(-1), process.LogTail()));
  }
  return KillAndRestart(context);
}

std::vector<std::string> Arrangement::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, process] : processes_) {
    if (name != "eventlog") names.push_back(name);
  }
  names.emplace_back("eventlog");
  return names;
}

const std::string& Arrangement::AddressOf(const std::string& context) const {
  const auto process = processes_.find(kind_ == Kind::kEmbedded ? "eventlog" : context);
  return process->second->address();
}

std::vector<std::string> Arrangement::ServerOptions() const {
  if (kind_ == Kind::kEmbedded) return {"--server", AddressOf("eventlog")};
  std::vector<std::string> options;
  for (const auto& [context, process] : processes_)
    options.insert(options.end(), {"--server", fmt::format("{}={}", context, process->address())});
  return options;
}

}  // namespace debut::test
