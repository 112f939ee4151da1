#include "services/debut/input_file.h"

#include <fmt/format.h>

#include "archive/files.h"

namespace debut::cli {

absl::StatusOr<std::string> ReadInputFile(std::string_view argument, const std::string& path) {
  auto text = archive::ReadFile(path == "-" ? "/dev/stdin" : path);
  if (text.ok()) return text;
  return absl::InvalidArgumentError(
      fmt::format("{}: can't read {}", argument, std::string(text.status().message())));
}

}  // namespace debut::cli
