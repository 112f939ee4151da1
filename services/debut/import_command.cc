#include <fmt/format.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/status_macros.h"
#include "runtime/rpc_status.h"
#include "services/debut/commands.h"
#include "services/debut/exit_codes.h"
#include "services/debut/import_file.h"
#include "services/debut/methods.h"
#include "services/debut/output.h"
#include "services/debut/progress_bar.h"
#include "services/debut/table.h"

namespace debut::cli {
namespace {

constexpr int kSendAttemptsMax = 8;  // While the server is away: half a minute in all.

struct ImportOptions {
  std::string file;
  std::string report;
};

struct Refusal {
  std::size_t line;
  std::string method;
  std::string outcome;
  std::string explanation;
  bool expected;
};

struct Totals {
  std::size_t done = 0;
  std::size_t refused_as_expected = 0;
  std::size_t unexpected = 0;
};

bool IsAway(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

// Safe to repeat: the request id makes the second time an answer, not a second act.
absl::Status Send(const Client& client, const ImportCall& call) {
  const std::string& principal = call.principal.empty() ? client.principal() : call.principal;
  absl::Status status;
  for (int attempt = 0; attempt < kSendAttemptsMax; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(std::chrono::milliseconds(250) * (1 << attempt));
    const auto response = NewMessage(*call.method->output_type());
    status = client.CallAs(principal, PathOf(*call.method), *call.request, *response);
    if (!IsAway(status)) return status;
  }
  return status;
}

std::vector<absl::Status> SendAll(const Client& client, const ImportLine& line) {
  std::vector<absl::Status> outcomes(line.calls.size());
  if (line.calls.size() == 1) {
    outcomes[0] = Send(client, line.calls[0]);
    return outcomes;
  }
  std::vector<std::jthread> racers;
  for (std::size_t i = 0; i < line.calls.size(); ++i)
    racers.emplace_back([&, i] { outcomes[i] = Send(client, line.calls[i]); });
  racers.clear();
  return outcomes;
}

std::string OutcomeOf(const absl::Status& status) {
  if (status.ok()) return "OK";
  const std::string reason = runtime::ReasonOf(status);
  return reason.empty() ? absl::StatusCodeToString(status.code()) : reason;
}

void Account(const ImportLine& line, const std::vector<absl::Status>& outcomes, Totals& totals,
             std::vector<Refusal>& refusals) {
  std::map<std::string, std::size_t> counted;
  for (const absl::Status& status : outcomes) ++counted[OutcomeOf(status)];
  std::map<std::string, std::size_t> expected = line.expected;
  std::erase_if(expected, [](const auto& entry) { return entry.second == 0; });
  if (expected.empty()) expected["OK"] = line.calls.size();
  const bool as_expected = counted == expected;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string outcome = OutcomeOf(outcomes[i]);
    if (outcome == "OK" && as_expected) {
      ++totals.done;
      continue;
    }
    ++(as_expected ? totals.refused_as_expected : totals.unexpected);
    refusals.push_back({line.number, PathOf(*line.calls[i].method), outcome,
                        std::string(outcomes[i].message()), as_expected});
  }
}

absl::Status WriteReport(const std::string& path, const std::vector<Refusal>& refusals) {
  std::ofstream out(path);
  for (const Refusal& r : refusals)
    out << nlohmann::json{{"line", r.line},
                          {"method", r.method},
                          {"outcome", r.outcome},
                          {"explanation", r.explanation},
                          {"expected", r.expected}}
               .dump()
        << '\n';
  out.flush();
  if (!out) return absl::InvalidArgumentError(fmt::format("--report: can't write {}", path));
  return absl::OkStatus();
}

void Print(const Totals& totals, const std::vector<Refusal>& refusals, bool json) {
  if (json) {
    fmt::print("{}\n", nlohmann::json{{"done", totals.done},
                                      {"refused_as_expected", totals.refused_as_expected},
                                      {"unexpected", totals.unexpected}}
                           .dump());
    return;
  }
  Table table({{"LINE", Table::Align::kRight}, {"METHOD"}, {"OUTCOME"}, {""}, {"EXPLANATION"}});
  for (const Refusal& r : refusals)
    table.Add({std::to_string(r.line), r.method.substr(r.method.rfind('/') + 1), r.outcome,
               r.expected ? "expected" : "UNEXPECTED", r.explanation});
  if (!table.empty()) fmt::print("{}\n", table.Render());
  fmt::print("{} done, {} refused as expected, {} not as expected\n", totals.done,
             totals.refused_as_expected, totals.unexpected);
}

absl::Status Import(const ImportOptions& options, Session& session) {
  std::ifstream in(options.file);
  if (!in) return absl::InvalidArgumentError(fmt::format("FILE: can't read {}", options.file));
  auto lines = ReadImportFile(in);
  if (!lines.ok()) return base::Annotate(lines.status(), options.file);

  Totals totals;
  std::vector<Refusal> refusals;
  {
    ProgressBar progress("import", lines->size());
    for (const ImportLine& line : *lines) {
      const auto outcomes = SendAll(session.client(), line);
      for (const absl::Status& status : outcomes) {
        if (IsAway(status))
          return base::Annotate(
              status,
              fmt::format("line {}: the same command goes on where it stopped", line.number));
      }
      Account(line, outcomes, totals, refusals);
      progress.Advance();
    }
  }
  Print(totals, refusals, session.json());
  if (!options.report.empty()) RETURN_IF_ERROR(WriteReport(options.report, refusals));
  if (totals.unexpected > 0) session.SetExitCode(kExitRefused);
  return absl::OkStatus();
}

}  // namespace

void AddImportCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* verb = session.AddVerb(
      app, "import", "Send the commands of a file, one JSON object a line",
      "  debut --as 王芳 import enterprises.jsonl\n"
      "  debut import year-2021.jsonl --report refused.jsonl\n"
      "Lines:\n"
      "  {\"call\": \"registry.RegisterEnterprise\", \"as\": \"张伟\", \"request\": {…}}\n"
      "  {\"call\": \"grants.ProposeAward\", \"request\": {…}, \"expect\": \"CAP_EXHAUSTED\"}\n"
      "  {\"race\": [{\"call\": …}, {\"call\": …}], \"expect\": {\"OK\": 1, "
      "\"BUDGET_EXCEEDED\": 1}}\n"
      "After an interruption send the same file again: what was done answers, nothing is done "
      "twice.\nExit code 1 if a line ended otherwise than expected.",
      [options, &session] { return Import(*options, session); });
  verb->add_option("FILE", options->file, "JSON lines")->required();
  verb->add_option("--report", options->report, "write every refusal as JSON lines");
}

}  // namespace debut::cli
