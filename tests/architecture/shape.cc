#include "tests/architecture/shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace debut::architecture {
namespace {

std::size_t CountCharacters(std::string_view line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char c) { return (c & 0xc0) != 0x80; }));
}

// Follows braces and knows which of them open a function body.
class FunctionFinder {
 public:
  explicit FunctionFinder(const SourceFile& file) : file_(file) {}

  Findings Run() {
    for (const Token& token : Tokenize(file_)) {
      if (token.text == "{") {
        Open(token.line);
      } else if (token.text == "}") {
        Close(token.line);
      } else if (token.text == ";") {
        statement_.clear();
      } else {
        statement_.push_back(token);
      }
    }
    return std::move(findings_);
  }

 private:
  struct Scope {
    bool function = false;
    int first_line = 0;
  };

  // Behind `template <...>`, whose parameters may be called class.
  bool Mentions(std::string_view word) const {
    auto from = statement_.begin();
    if (from != statement_.end() && from->text == "template") {
      int open = 0;
      do {
        ++from;
        if (from == statement_.end()) break;
        open += from->text == "<" ? 1 : from->text == ">" ? -1 : 0;
      } while (open > 0);
    }
    return std::any_of(from, statement_.end(), [&](const Token& t) { return t.text == word; });
  }

  // Outside of functions a brace after parentheses opens one; namespaces and types have none.
  void Open(int line) {
    const bool container = Mentions("namespace") || (Mentions("struct") || Mentions("class") ||
                                                     Mentions("union") || Mentions("enum"));
    const bool body = functions_open_ == 0 && Mentions("(") && !container;
    functions_open_ += body || functions_open_ > 0 ? 1 : 0;
    scopes_.push_back({body, statement_.empty() ? line : statement_.front().line});
    statement_.clear();
  }

  void Close(int line) {
    statement_.clear();
    if (scopes_.empty()) return;
    const Scope scope = scopes_.back();
    scopes_.pop_back();
    if (functions_open_ > 0) --functions_open_;
    const int length = line - scope.first_line + 1;
    if (!scope.function || length <= kFunctionLinesMax) return;
    findings_.push_back(
        {file_.path, scope.first_line,
         fmt::format("a function of {} lines, {} at most", length, kFunctionLinesMax)});
  }

  const SourceFile& file_;
  std::vector<Token> statement_;
  std::vector<Scope> scopes_;
  int functions_open_ = 0;
  Findings findings_;
};

}  // namespace

Findings FileSizeFindings(const SourceFile& file) {
  const bool is_main = file.path.ends_with("/main.cc");
  const std::size_t limit = is_main ? kMainLinesMax : kFileLinesMax;
  if (file.lines.size() <= limit) return {};
  return {{file.path, 0, fmt::format("{} lines, {} at most", file.lines.size(), limit)}};
}

Findings LineLengthFindings(const SourceFile& file) {
  Findings findings;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::size_t length = CountCharacters(file.lines[i]);
    if (length <= kLineCharactersMax) continue;
    findings.push_back({file.path, static_cast<int>(i) + 1,
                        fmt::format("{} characters, {} at most", length, kLineCharactersMax)});
  }
  return findings;
}

Findings FunctionLengthFindings(const SourceFile& file) {
  if (!file.IsCpp()) return {};
  return FunctionFinder(file).Run();
}

}  // namespace debut::architecture
