#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

  // On disk when it returns. Requires a note of OpenNote(). After an error nothing was appended, as
  // soon as anything else is.
  absl::Status Append(std::string_view note);
  // The same for several, in order, with one sync.
  absl::Status AppendAll(const std::vector<std::string>& notes);

 private:
  explicit HeadsLog(std::filesystem::path path) : path_(std::move(path)) {}
  absl::Status Write(std::string_view bytes);

  std::filesystem::path path_;
  std::uint64_t size_ = 0;  // Of the whole notes.
  bool torn_ = false;       // There may be a part of one behind them.
  std::optional<std::string> last_;
};

// Reads the notes of such a file, the oldest first. Not thread-safe.
class HeadsReader {
 public:
  // Without a file there are no notes. `offset`: where a note begins.
  explicit HeadsReader(const std::filesystem::path& path, std::uint64_t offset = 0);

  // Nothing: there is no further whole note.
  std::optional<std::string> Next();
  // Behind the last note that was read: there a reader goes on that comes later.
  std::uint64_t offset() const { return offset_; }

 private:
  std::ifstream file_;
  std::uint64_t offset_;
};

}  // namespace debut::archive
