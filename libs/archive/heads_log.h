#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace debut::archive {

// Every head that was ever signed, in a file outside the database: signed notes, each followed by
// an empty line, in the order in which they were signed. Not thread-safe.
class HeadsLog {
 public:
  // Cuts off a note that a crash left half written: it was never published.
  // UNAVAILABLE: the file can't be read or written.
  static absl::StatusOr<HeadsLog> Open(std::filesystem::path path);

  // Nothing: no head was signed yet.
  const std::optional<std::string>& last() const { return last_; }

  // On disk when it returns. Requires a note of OpenNote().
  absl::Status Append(std::string_view note);

 private:
  explicit HeadsLog(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
  std::optional<std::string> last_;
};

// Calls `visit` with each whole note, the oldest first, until it returns an error; the number of
// bytes that they take up. OK and 0 if there is no file.
absl::StatusOr<std::uint64_t> ReadHeads(const std::filesystem::path& path,
                                        absl::FunctionRef<absl::Status(std::string_view)> visit);

}  // namespace debut::archive
