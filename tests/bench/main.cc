// debut-bench: the figures of docs/performance.md.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "tests/bench/workloads.h"

int main(int argc, char** argv) {
  using namespace debut::bench;
  CLI::App app(
      "Ratios between Debut's event log and yardsticks on the same machine, taken in turn in one "
      "run.\n"
      "The load generator shares the machine and the process with the server.",
      "debut-bench");
  Settings settings;
  std::vector<std::string> ids = {"P1", "P2", "P3", "P4",  "P5", "P6",
                                  "P7", "P8", "P9", "P10", "P11"};
  std::string directory = std::filesystem::temp_directory_path() / "debut-bench";
  app.add_option("FIGURE", ids, "which figures, of P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11")
      ->capture_default_str();
  app.add_option("--runs", settings.runs, "alternating runs of each side")->capture_default_str();
  app.add_option("--seconds", settings.seconds, "of each run")->capture_default_str();
  app.add_option("--events", settings.events,
                 "in the long log of P5, P6, P7, P9, P10, in thousands; of P8 450,000 at most")
      ->capture_default_str();
  app.add_option("--directory", directory, "scratch directory, emptied; its disk is measured")
      ->capture_default_str();
  app.add_flag("--anchor-lags", settings.anchor_lags,
               "P1 and P2 with a head anchor that is up to a second behind");
  app.add_flag("--json", settings.json, "an object a line");
  app.footer(
      "Examples:\n  debut-bench\n  debut-bench P1 P2 --runs 9\n  debut-bench P5 --events 1000000\n"
      "  debut-bench P6 P7 --events 1000000    # one log for both");
  CLI11_PARSE(app, argc, argv);
  settings.directory = directory;
  return RunFigures(ids, settings);
}
