#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "base/status_macros.h"
#include "services/debut/commands.h"
#include "services/debut/demonstration/years.h"
#include "services/debut/input_file.h"

namespace debut::cli {
namespace {

struct DemonstrationOptions {
  std::string policy;
  std::string out = "-";
  std::uint64_t seed = 2021;
  int enterprises = demonstration::kCrowdCount;
};

absl::Status Write(const DemonstrationOptions& options) {
  ASSIGN_OR_RETURN(const std::string text, ReadInputFile("--policy", options.policy));
  if (!demonstration::IsChangeable(text)) {
    return absl::InvalidArgumentError(
        fmt::format("--policy: {} is not version 2020-12-30, of which the demonstration changes a "
                    "figure in the end",
                    options.policy));
  }
  if (options.out == "-") {
    demonstration::WriteYears(options.seed, options.enterprises, text, std::cout);
    return absl::OkStatus();
  }
  std::ofstream out(options.out);
  demonstration::WriteYears(options.seed, options.enterprises, text, out);
  out.flush();
  if (!out) return absl::InvalidArgumentError(fmt::format("--out: can't write {}", options.out));
  return absl::OkStatus();
}

}  // namespace

void AddDemonstrationCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<DemonstrationOptions>();
  CLI::App* verb = session.AddVerb(
      app, "demonstration", "Write three fictional years as an import file",
      "  debut demonstration --policy deploy/policy/first-created-products-2020.txtpb "
      "--out years.jsonl\n  debut import years.jsonl",
      [=] { return Write(*options); });
  verb->add_option("--policy", options->policy, "text proto of the policy version to adopt")
      ->required();
  verb->add_option("--out", options->out, "the file; - is standard output")->capture_default_str();
  verb->add_option("--enterprises", options->enterprises, "how many the crowd has")
      ->check(CLI::Range(0, demonstration::kCrowdCountMax))
      ->capture_default_str();
  verb->add_option("--seed", options->seed, "what is drawn follows from it")->capture_default_str();
}

}  // namespace debut::cli
