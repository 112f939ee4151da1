#include "archive/heads_log.h"

#include <fmt/format.h>

#include "archive/files.h"
#include "base/status_macros.h"

namespace debut::archive {

namespace fs = std::filesystem;

std::optional<std::string> HeadsReader::Next() {
  std::string note, line;
  int blanks = 0;  // The first ends the note's text, the second the note.
  while (std::getline(file_, line) && !file_.eof()) {
    if (line.empty() && ++blanks == 2) {
      bytes_ += note.size() + 1;
      return note;
    }
    note += line + "\n";
  }
  return std::nullopt;
}

absl::StatusOr<HeadsLog> HeadsLog::Open(fs::path path) {
  HeadsLog log(std::move(path));
  HeadsReader reader(log.path_);
  while (auto note = reader.Next()) log.last_ = *std::move(note);
  std::error_code error;
  if (fs::exists(log.path_) && fs::file_size(log.path_, error) > reader.bytes()) {
    fs::resize_file(log.path_, reader.bytes(), error);
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
