#include "archive/heads_log.h"

#include <fmt/format.h>

#include <fstream>

#include "archive/files.h"
#include "base/status_macros.h"

namespace debut::archive {

namespace fs = std::filesystem;

absl::StatusOr<std::uint64_t> ReadHeads(const fs::path& path,
                                        absl::FunctionRef<absl::Status(std::string_view)> visit) {
  if (!fs::exists(path)) return 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::UnavailableError(fmt::format("{} can't be read", path.string()));
  std::uint64_t whole_bytes = 0;
  std::string note, line;
  int blanks = 0;  // The first ends the note's text, the second the note.
  while (std::getline(file, line) && !file.eof()) {
    if (line.empty() && ++blanks == 2) {
      RETURN_IF_ERROR(visit(note));
      whole_bytes += note.size() + 1;
      note.clear();
      blanks = 0;
    } else {
      note += line + "\n";
    }
  }
  return whole_bytes;
}

absl::StatusOr<HeadsLog> HeadsLog::Open(fs::path path) {
  HeadsLog log(std::move(path));
  ASSIGN_OR_RETURN(const std::uint64_t whole_bytes,
                   ReadHeads(log.path_, [&](std::string_view note) {
                     log.last_ = std::string(note);
                     return absl::OkStatus();
                   }));
  std::error_code error;
  if (fs::exists(log.path_) && fs::file_size(log.path_, error) > whole_bytes) {
    fs::resize_file(log.path_, whole_bytes, error);
  }
  if (error) {
    return absl::UnavailableError(fmt::format("{}: {}", log.path_.string(), error.message()));
  }
  return log;
}

absl::Status HeadsLog::Append(std::string_view note) {
  RETURN_IF_ERROR(AppendToFile(path_, fmt::format("{}\n", note)));
  last_ = std::string(note);
  return absl::OkStatus();
}

}  // namespace debut::archive
