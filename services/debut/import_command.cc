#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/status_macros.h"
#include "services/debut/commands.h"
#include "services/debut/exit_codes.h"
#include "services/debut/import_file.h"
#include "services/debut/import_run.h"
#include "services/debut/json_text.h"
#include "services/debut/methods.h"
#include "services/debut/output.h"
#include "services/debut/progress_bar.h"
#include "services/debut/table.h"

namespace debut::cli {
namespace {

struct ImportOptions {
  std::string file;
  std::string report;
  int jobs = 16;
};

absl::Status WriteReport(const std::string& path, const std::vector<ImportRefusal>& refusals) {
  std::ofstream out(path);
  for (const ImportRefusal& r : refusals)
    out << JsonLine({{"line", r.line},
                     {"method", r.method},
                     {"outcome", r.outcome},
                     {"explanation", r.explanation},
                     {"expected", r.expected}})
        << '\n';
  out.flush();
  if (!out) return absl::InvalidArgumentError(fmt::format("--report: can't write {}", path));
  return absl::OkStatus();
}

void Print(const ImportOutcome& outcome, bool json) {
  if (json) {
    fmt::print("{}\n", JsonLine(nlohmann::json{{"done", outcome.done},
                                               {"refused_as_expected", outcome.refused_as_expected},
                                               {"unexpected", outcome.unexpected}}));
    return;
  }
  Table table({{"LINE", Table::Align::kRight}, {"METHOD"}, {"OUTCOME"}, {""}, {"EXPLANATION"}});
  for (const ImportRefusal& r : outcome.refusals)
    table.Add({std::to_string(r.line), r.method.substr(r.method.rfind('/') + 1), r.outcome,
               r.expected ? "expected" : "UNEXPECTED", r.explanation});
  if (!table.empty()) fmt::print("{}\n", table.Render());
  fmt::print("{} done, {} refused as expected, {} not as expected\n", outcome.done,
             outcome.refused_as_expected, outcome.unexpected);
}

absl::Status Import(const ImportOptions& options, Session& session) {
  std::ifstream in(options.file);
  if (!in) return absl::InvalidArgumentError(fmt::format("FILE: can't read {}", options.file));
  auto lines = ReadImportFile(in);
  if (!lines.ok()) return base::Annotate(lines.status(), options.file);

  ImportOutcome outcome;
  {
    ProgressBar progress("import", lines->size());
    ASSIGN_OR_RETURN(outcome, SendLines(session.client(), *lines, options.jobs, progress));
  }
  Print(outcome, session.json());
  if (!options.report.empty()) RETURN_IF_ERROR(WriteReport(options.report, outcome.refusals));
  if (outcome.unexpected > 0) session.SetExitCode(kExitRefused);
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
      "Lines with a \"lane\" go side by side with lines of other lanes, --jobs at a time; a line "
      "without\none waits for all above it.\n"
      "After an interruption send the same file again: what was done answers, nothing is done "
      "twice.\nExit code 1 if a line ended otherwise than expected.",
      [options, &session] { return Import(*options, session); });
  verb->add_option("FILE", options->file, "JSON lines")->required();
  verb->add_option("--report", options->report, "write every refusal as JSON lines");
  verb->add_option("--jobs", options->jobs, "lanes at a time")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
}

}  // namespace debut::cli
