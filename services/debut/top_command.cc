#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "base/status_macros.h"
#include "services/debut/commands.h"
#include "services/debut/top_picture.h"

namespace debut::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct TopOptions {
  std::vector<std::string> metrics = {"127.0.0.1:9420"};
  double interval_seconds = 2;
  bool once = false;
};

constexpr absl::Duration kScrapeTimeout = absl::Seconds(10);
constexpr char kClearScreen[] = "\033[H\033[2J";

// Of all processes together.
struct Look {
  Samples samples;
  Clock::time_point time = Clock::now();
};

absl::StatusOr<Look> LookAt(const std::vector<std::string>& addresses) {
  Look look;
  for (const std::string& address : addresses) {
    auto samples = runtime::Scrape(address, kScrapeTimeout);
    if (!samples.ok()) {
      return base::Annotate(
          samples.status(),
          "the metrics can't be read; `metrics` in the configuration switches them "
          "on, --metrics HOST:PORT says where they are");
    }
    look.samples.insert(look.samples.end(), samples->begin(), samples->end());
  }
  return look;
}

std::size_t TerminalRows() {
  constexpr std::size_t kRowsDefault = 24;
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
  return known ? size.ws_row : kRowsDefault;
}

absl::Status Watch(const TopOptions& options, const Session& session) {
  const bool redraws = isatty(STDOUT_FILENO) == 1 && !options.once && !session.json();
  ASSIGN_OR_RETURN(Look before, LookAt(options.metrics));
  do {
    std::this_thread::sleep_for(std::chrono::duration<double>(options.interval_seconds));
    ASSIGN_OR_RETURN(Look after, LookAt(options.metrics));
    const double seconds = std::chrono::duration<double>(after.time - before.time).count();
    const TopPicture picture = PictureOf(before.samples, after.samples, seconds);
    if (session.json()) {
      fmt::print("{}\n", JsonOf(picture));
    } else {
      fmt::print("{}{}{}", redraws ? kClearScreen : "", Drawn(picture, TerminalRows()),
                 redraws || options.once ? "" : "\n");
    }
    std::fflush(stdout);
    before = std::move(after);
  } while (!options.once);
  return absl::OkStatus();
}

}  // namespace

void AddTopCommand(CLI::App& app, Session& session) {
  const auto options = std::make_shared<TopOptions>();
  CLI::App* top = session.AddVerb(
      app, "top", "What the system does now: rates, latencies, lag; until it is stopped",
      "  debut top\n"
      "  debut top --metrics 127.0.0.1:9419 --metrics 127.0.0.1:9425 --interval 5\n"
      "  debut top --once --json",
      [=, &session] { return Watch(*options, session); });
  top->add_option("--metrics", options->metrics,
                  "HOST:PORT of a process's metrics; again for each process")
      ->envname("DEBUT_METRICS")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->capture_default_str();
  top->add_option("--interval", options->interval_seconds, "seconds between two looks")
      ->check(CLI::Range(0.05, 3600.0))
      ->capture_default_str();
  top->add_flag("--once", options->once, "one picture, then end");
}

}  // namespace debut::cli
