#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "archive/archive_source.h"
#include "base/status_macros.h"
#include "services/debut/audit.h"
#include "services/debut/commands.h"
#include "services/debut/directory_lock.h"
#include "services/debut/followed_log.h"
#include "services/debut/json_text.h"
#include "services/debut/progress_bar.h"
#include "services/debut/server_source.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using archive::Follower;

// Less isn't worth a bar.
constexpr std::uint64_t kBarEntries = 4'096;

struct FollowCommand {
  std::vector<std::string> keys;
  std::string directory;
  FollowedPlace place;
  double every_seconds = 1;
  bool once = false;
};

void PrintRound(const Session& session, const Follower& follower, const Follower::Round& round) {
  const auto& head = follower.head();
  const std::string root = transparency::ToHex(head.root);
  if (session.json()) {
    const nlohmann::json object = {{"copied", round.copied},
                                   {"origin", head.origin},
                                   {"size", head.size},
                                   {"root", root},
                                   {"signed_heads", round.heads_count}};
    fmt::print("{}\n", JsonLine(object));
  } else {
    fmt::print("{} {} entries copied, {} in all, root {}; {} signed heads agree\n",
               absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::Now(), absl::UTCTimeZone()),
               round.copied, head.size, root, round.heads_count);
  }
  std::fflush(stdout);
}

// Whether to ask again later: a server that is down, or has signed nothing yet.
bool IsPassing(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsNotFound(status) ||
         absl::IsDeadlineExceeded(status);
}

absl::StatusOr<Follower::Round> FollowOnce(const FollowCommand& command, Follower& follower,
                                           Session& session) {
  ASSIGN_OR_RETURN(const FollowedLog log, OpenFollowed(command.place, session));
  return CatchUp(follower, log);
}

absl::Status Follow(const FollowCommand& command, Session& session) {
  ASSIGN_OR_RETURN(auto keys, VerifiersOf(command.keys));
  const fs::path directory = fs::absolute(command.directory);
  ASSIGN_OR_RETURN(const DirectoryLock lock, DirectoryLock::Take(directory));
  auto follower = Follower::Open(directory, std::move(keys));
  if (!follower.ok()) return CouldNotComplete(follower.status());
  for (bool first = true, away = false;; first = false) {
    const auto round = FollowOnce(command, *follower, session);
    if (!round.ok() && (command.once || !IsPassing(round.status()))) {
      return CouldNotComplete(round.status());
    }
    if (!round.ok() && !std::exchange(away, true)) {
      fmt::print(stderr, "waiting: {}\n", std::string(round.status().message()));
    }
    if (round.ok()) {
      away = false;
      if (round->finding) {
        ReportFinding(session, *round->finding);
        return absl::OkStatus();
      }
      if (first || round->copied > 0) PrintRound(session, *follower, *round);
      if (command.once) return absl::OkStatus();
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(command.every_seconds));
  }
}

}  // namespace

void AddFollowedPlace(CLI::App& verb, FollowedPlace& place) {
  verb.add_option("--from", place.from,
                  "an archive or a data directory, also of a running server; none: the server "
                  "over the network");
  verb.add_option("--heads", place.heads,
                  "its signed heads (default: heads.log of the data or of the archive)");
}

absl::StatusOr<FollowedLog> OpenFollowed(const FollowedPlace& place, Session& session) {
  FollowedLog log{.source = nullptr, .heads_file = place.heads};
  if (place.from.empty()) {
    ASSIGN_OR_RETURN(ServerSource source, ServerSource::Open(session.client()));
    log.source = std::make_unique<ServerSource>(std::move(source));
    return log;
  }
  const fs::path from = fs::absolute(place.from);
  const bool is_data = fs::exists(from / "log") || fs::exists(from / "archive");
  ASSIGN_OR_RETURN(auto source, archive::ArchiveSource::Open(
                                    archive::Archive(is_data ? from / "archive" : from)));
  log.source = std::make_unique<archive::ArchiveSource>(std::move(source));
  if (place.heads.empty()) log.heads_file = from / "heads.log";
  return log;
}

absl::StatusOr<Follower::Round> CatchUp(Follower& follower, const FollowedLog& log) {
  const Progress bar("copy");
  return follower.CatchUp(*log.source, log.heads_file,
                          [&](std::uint64_t done, std::uint64_t total) {
                            return total < kBarEntries || bar(done, total);
                          });
}

void AddFollowCommand(CLI::App& app, Session& session) {
  const auto command = std::make_shared<FollowCommand>();
  CLI::App* verb = session.AddVerb(
      app, "follow",
      "Keep a verified copy of the log in another directory: an archive with the signed heads",
      "  debut --server log.example:7420 follow /srv/debut-copy --key \"$KEY\"   # on another "
      "host\n"
      "  debut follow /media/disk2/copy --from /var/lib/debut --key \"$KEY\"\n"
      "  debut follow /media/usb/copy --from /srv/debut-copy --key \"$KEY\" --once\n"
      "Every entry is hashed and compared with the signed heads before the copy's own head moves "
      "on.\nA log that does not continue the copy ends it (FORK, ROLLBACK) and leaves the copy as "
      "it was.\nKilled at any moment it goes on. Exit codes: 0 done, 1 findings, 2 usage, 3 could "
      "not complete.",
      [=, &session] { return Follow(*command, session); });
  verb->add_option("DIR", command->directory, "the copy; made if it isn't there")->required();
  AddKeys(*verb, command->keys, true);
  AddFollowedPlace(*verb, command->place);
  verb->add_option("--every", command->every_seconds, "seconds between two looks")
      ->check(CLI::Range(0.01, 86'400.0))
      ->capture_default_str();
  verb->add_flag("--once", command->once, "take over what there is, and end");
}

}  // namespace debut::cli
