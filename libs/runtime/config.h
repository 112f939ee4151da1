#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "debut/config/v1/config.pb.h"
#include "runtime/access.h"

namespace debut::runtime {

using Config = config::v1::Config;

// Which of the settings a program has any use for; it refuses to start without them.
struct ConfigNeeds {
  bool data_dir = false;
  bool log_address = false;
};

// Defaults, then the file at `path` (if not empty), then `overrides` (what the command line says),
// each winning over the one before, field by field; `access` and other messages in lists as a
// whole. With `tls` the default access is nobody's, and reflection is off unless it is asked for.
// INVALID_ARGUMENT names file, line, column and field, or the option of the command line, and what
// would be right. NOT_FOUND, PERMISSION_DENIED: the file can't be read.
absl::StatusOr<Config> LoadConfig(const std::string& path, const Config& defaults,
                                  const Config& overrides, ConfigNeeds needs);

// Requires a config that LoadConfig returned.
Access AccessOf(const Config& config);

// A host and a port, "127.0.0.1:7420", "[::1]:0", "localhost:7420".
struct Endpoint {
  std::string host;
  int port = 0;

  bool operator==(const Endpoint&) const = default;
};
std::optional<Endpoint> ParseEndpoint(const std::string& address);

// 127.0.0.0/8, ::1 or localhost.
bool IsLoopback(const Endpoint& endpoint);

}  // namespace debut::runtime
