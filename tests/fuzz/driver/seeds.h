#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace debut::fuzz {

// A file that is an input: of a corpus, or from elsewhere in the tree.
struct Seed {
  std::filesystem::path path;
  std::string bytes;
};

// The files of a path and of the folders below, in the order of their names. Of golden files
// (tests/golden) the bytes that they list, behind the name of the event's type and a zero.
// NOT_FOUND: there is none. INVALID_ARGUMENT: a golden file is malformed.
absl::StatusOr<std::vector<Seed>> ReadSeeds(const std::filesystem::path& path);

// The words of a dictionary as libFuzzer and AFL read it: "name="text\x00"" or "text", one a line;
// lines that begin with # are comments. INVALID_ARGUMENT names the line.
absl::StatusOr<std::vector<std::string>> ReadDictionary(std::string_view text);

}  // namespace debut::fuzz
