#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "archive/follower.h"
#include "archive/log_source.h"
#include "services/debut/session.h"

namespace debut::cli {

// Of what a copy is made.
struct FollowedPlace {
  std::string from;   // An archive or a data directory, of a running server too; empty: the server.
  std::string heads;  // Its signed heads; empty: heads.log of the data, or beside the archive.
};

struct FollowedLog {
  std::unique_ptr<const archive::LogSource> source;
  std::filesystem::path heads_file;  // Empty or missing: only the log's last head is known.
};

// --from DIR, --heads FILE
void AddFollowedPlace(CLI::App& verb, FollowedPlace& place);

// As it is now: to be opened again for what is new. NOT_FOUND: no head was signed yet.
absl::StatusOr<FollowedLog> OpenFollowed(const FollowedPlace& place, Session& session);

// Archive::CatchUp() under a progress bar.
absl::StatusOr<archive::Follower::Round> CatchUp(archive::Follower& follower,
                                                 const FollowedLog& log);

// Adds its verb to the program.
void AddFollowCommand(CLI::App& app, Session& session);

}  // namespace debut::cli
