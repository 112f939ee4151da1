#pragma once

#include <string>

#include "archive/log_source.h"
#include "services/debut/client.h"

namespace debut::cli {

// The log of a server as one to be verified, up to the head that it has signed. Thread-safe.
class ServerSource final : public archive::LogSource {
 public:
  // `client` outlives it. NOT_FOUND: no head was signed yet.
  static absl::StatusOr<ServerSource> Open(const Client& client);

  // Whom the server names, and why it signs no further head; empty: nothing is wrong.
  const std::string& verifier_key() const { return verifier_key_; }
  const std::string& problem() const { return problem_; }

  std::uint64_t size() const override { return size_; }
  std::string note() const override { return note_; }
  absl::Status ReadEntries(std::uint64_t first, std::uint64_t count, Visit visit) const override;
  Tiles tiles() const override { return Tiles::kNone; }
  absl::StatusOr<std::string> ReadTile(const transparency::TileId& tile,
                                       std::uint64_t width) const override;

 private:
  explicit ServerSource(const Client& client) : client_(&client) {}

  const Client* client_;
  std::string note_;
  std::string verifier_key_;
  std::string problem_;
  std::uint64_t size_ = 0;
};

}  // namespace debut::cli
