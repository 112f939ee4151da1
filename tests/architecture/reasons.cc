#include "tests/architecture/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <utility>

namespace debut::architecture {
namespace {

struct Reason {
  std::string context;
  std::string constant;
  std::string text;
  const SourceFile* file = nullptr;
  int line = 0;
};

std::vector<Reason> Catalogue(const std::vector<SourceFile>& files) {
  static const std::regex path("libs/domain/(\\w+)/reasons\\.h");
  static const std::regex declaration("constexpr std::string_view\\s+(k\\w+)\\s*=\\s*\"([^\"]*)\"");
  std::vector<Reason> reasons;
  for (const SourceFile& file : files) {
    std::smatch context;
    if (!std::regex_match(file.path, context, path)) continue;
    // A long declaration may break after its '='.
    std::string text;
    for (const std::string& line : file.lines) text += line + "\n";
    for (std::sregex_iterator it(text.begin(), text.end(), declaration), end; it != end; ++it) {
      const auto newlines = std::count(text.begin(), text.begin() + it->position(), '\n');
      reasons.push_back({context[1], (*it)[1], (*it)[2], &file, static_cast<int>(newlines) + 1});
    }
  }
  return reasons;
}

// kCapExhausted -> CAP_EXHAUSTED.
std::string UpperSnake(std::string_view constant) {
  std::string text;
  for (const char c : constant.substr(1)) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0 && !text.empty()) text += '_';
    text += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return text;
}

// A test file, split into words once for all reasons.
struct TestFile {
  const SourceFile* file = nullptr;
  std::vector<Token> tokens;
};

bool IsNamedIn(const Reason& reason, const TestFile& test_file) {
  const SourceFile& test = *test_file.file;
  const bool at_home = test.IsUnder(fmt::format("libs/domain/{}/", reason.context)) ||
                       test.IsUnder(fmt::format("services/{}/", reason.context));
  const std::string quoted = fmt::format("\"{}\"", reason.text);
  const std::string qualified = fmt::format("{}::{}", reason.context, reason.constant);
  if (std::ranges::any_of(test.lines, [&](const std::string& line) {
        return line.find(quoted) != std::string::npos;
      })) {
    return true;
  }
  return std::ranges::any_of(test_file.tokens, [&](const Token& token) {
    return at_home ? HasPart(token.text, reason.constant) : token.text.ends_with(qualified);
  });
}

}  // namespace

Findings ReasonFindings(const std::vector<SourceFile>& files) {
  std::vector<TestFile> tests;
  for (const SourceFile& file : files) {
    if (file.path.ends_with("_test.cc")) tests.push_back({&file, Tokenize(file)});
  }
  Findings findings;
  for (const Reason& reason : Catalogue(files)) {
    if (const std::string right = UpperSnake(reason.constant); reason.text != right) {
      findings.push_back({reason.file->path, reason.line,
                          fmt::format("{} should be \"{}\"", reason.constant, right)});
    }
    const bool named =
        std::ranges::any_of(tests, [&](const TestFile& test) { return IsNamedIn(reason, test); });
    if (!named) {
      findings.push_back(
          {reason.file->path, reason.line, fmt::format("no test is refused with {}", reason.text)});
    }
  }
  return findings;
}

std::size_t CountReasons(const std::vector<SourceFile>& files) { return Catalogue(files).size(); }

}  // namespace debut::architecture
