#include "tests/fuzz/driver/seeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "base/status_macros.h"

namespace debut::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGoldenBytes = "--- bytes\n";

absl::StatusOr<std::string> BytesOfGolden(const std::string& text) {
  const auto at = text.find(kGoldenBytes);
  const auto name_end = text.find('\n');
  if (!text.starts_with("# ") || at == std::string::npos) {
    return absl::InvalidArgumentError("not a golden file");
  }
  std::string digits = text.substr(at + kGoldenBytes.size());
  std::erase(digits, '\n');
  const std::string type = text.substr(2, name_end - 2);
  return fmt::format("{}{}{}", type, '\0', absl::HexStringToBytes(digits));
}

// With \\, \" and \xNN, of exactly two digits: C would take more. Nothing: it isn't such a word.
std::optional<std::string> Unescaped(std::string_view text) {
  std::string word;
  while (!text.empty()) {
    if (text.front() != '\\') {
      word += text.front();
      text.remove_prefix(1);
    } else if (text.size() > 1 && (text[1] == '\\' || text[1] == '"')) {
      word += text[1];
      text.remove_prefix(2);
    } else if (text.size() > 3 && text[1] == 'x' && absl::ascii_isxdigit(text[2]) &&
               absl::ascii_isxdigit(text[3])) {
      word += absl::HexStringToBytes({text.data() + 2, 2});
      text.remove_prefix(4);
    } else {
      return std::nullopt;
    }
  }
  return word;
}

absl::StatusOr<Seed> ReadSeed(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  Seed seed{path, std::string(std::istreambuf_iterator<char>(file), {})};
  if (path.extension() == ".golden") {
    ASSIGN_OR_RETURN(seed.bytes, BytesOfGolden(seed.bytes));
  }
  return seed;
}

}  // namespace

absl::StatusOr<std::vector<Seed>> ReadSeeds(const fs::path& path) {
  std::vector<fs::path> files;
  if (fs::is_regular_file(path)) files.push_back(path);
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::recursive_directory_iterator(path))
      if (entry.is_regular_file()) files.push_back(entry.path());
  }
  if (files.empty()) return absl::NotFoundError(fmt::format("no file in {}", path.string()));
  std::ranges::sort(files);
  std::vector<Seed> seeds;
  for (const fs::path& file : files) {
    ASSIGN_OR_RETURN(Seed seed, ReadSeed(file));
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

absl::StatusOr<std::vector<std::string>> ReadDictionary(std::string_view text) {
  std::vector<std::string> words;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    const auto begin = line.find('"');
    const bool quoted =
        begin != std::string_view::npos && line.size() > begin + 2 && line.ends_with('"');
    auto word = quoted ? Unescaped(line.substr(begin + 1, line.size() - begin - 2)) : std::nullopt;
    if (!word) return absl::InvalidArgumentError(fmt::format("line {} is no word", number));
    words.push_back(*std::move(word));
  }
  return words;
}

}  // namespace debut::fuzz
