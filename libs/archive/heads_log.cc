#include "archive/heads_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "archive/files.h"
#include "base/status_macros.h"

namespace debut::archive {

namespace fs = std::filesystem;

namespace {

// Of the end of the file, which is looked at first: many notes long.
constexpr std::uint64_t kTailBytes = 65'536;

// Where the last whole note begins and ends, with its empty line; 0 and 0: there is none. A note
// ends with an empty line behind a signature, "— name base64".
std::pair<std::size_t, std::size_t> LastNote(std::string_view tail) {
  constexpr std::string_view kNoteEnd = "\n\n";
  constexpr std::string_view kSignature = "\n— ";
  std::size_t begin = 0, end = 0;
  for (std::size_t at = 0; (at = tail.find(kNoteEnd, at)) != tail.npos; at += 1) {
    const std::size_t line = tail.rfind('\n', at - 1);
    if (at == 0 || line == tail.npos || !tail.substr(line).starts_with(kSignature)) continue;
    begin = std::exchange(end, at + kNoteEnd.size());
  }
  return {begin, end};
}

}  // namespace

HeadsReader::HeadsReader(const fs::path& path, std::uint64_t offset)
    : file_(path, std::ios::binary), offset_(offset) {
  file_.seekg(static_cast<std::streamoff>(offset));
}

std::optional<std::string> HeadsReader::Next() {
  std::string note, line;
  int blanks = 0;  // The first ends the note's text, the second the note.
  while (std::getline(file_, line) && !file_.eof()) {
    if (line.empty() && ++blanks == 2) {
      offset_ += note.size() + 1;
      return note;
    }
    note += line + "\n";
  }
  return std::nullopt;
}

absl::StatusOr<HeadsLog> HeadsLog::Open(fs::path path) {
  HeadsLog log(std::move(path));
  if (!fs::exists(log.path_)) return log;
  std::error_code error;
  const std::uint64_t size = fs::file_size(log.path_, error);
  std::ifstream file(log.path_, std::ios::binary);
  for (std::uint64_t window = kTailBytes; !error; window *= 2) {
    std::string tail(std::min(window, size), '\0');
    file.seekg(static_cast<std::streamoff>(size - tail.size()));
    if (!file.read(tail.data(), std::ssize(tail))) {
      error = std::make_error_code(std::errc::io_error);
      break;
    }
    const auto [begin, end] = LastNote(tail);
    if (begin == 0 && tail.size() < size) continue;  // It may begin further in front.
    if (end > begin) log.last_ = tail.substr(begin, end - begin - 1);
    log.size_ = size - (tail.size() - end);
    if (end < tail.size()) fs::resize_file(log.path_, log.size_, error);
    break;
  }
  if (error) {
    return absl::UnavailableError(fmt::format("{}: {}", log.path_.string(), error.message()));
  }
  return log;
}

absl::Status HeadsLog::Write(std::string_view bytes) {
  if (torn_) {
    std::error_code error;
    if (fs::exists(path_, error)) fs::resize_file(path_, size_, error);
    if (error) {
      return absl::UnavailableError(fmt::format("{}: {}", path_.string(), error.message()));
    }
  }
  torn_ = true;
  RETURN_IF_ERROR(AppendToFile(path_, bytes));
  torn_ = false;
  size_ += bytes.size();
  return absl::OkStatus();
}

absl::Status HeadsLog::Append(std::string_view note) {
  RETURN_IF_ERROR(Write(fmt::format("{}\n", note)));
  last_ = std::string(note);
  return absl::OkStatus();
}

absl::Status HeadsLog::AppendAll(const std::vector<std::string>& notes) {
  if (notes.empty()) return absl::OkStatus();
  std::string bytes;
  for (const std::string& note : notes) bytes += note + "\n";
  RETURN_IF_ERROR(Write(bytes));
  last_ = notes.back();
  return absl::OkStatus();
}

}  // namespace debut::archive
