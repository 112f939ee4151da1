#include "tests/architecture/source_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/build_tree.h"

namespace debut::architecture {
namespace {

namespace fs = std::filesystem;

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Copies C++ or proto text into a code view and a comment view of the same shape.
class Separator {
 public:
  explicit Separator(std::string_view text) : text_(text) {}

  void Run() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//")) {
        Comment(2, "\n");
      } else if (rest.starts_with("/*")) {
        Comment(2, "*/");
      } else if (rest.starts_with("R\"") && !FollowsWord()) {
        RawString();
      } else if (rest[0] == '"' || (rest[0] == '\'' && !FollowsWord())) {
        Quoted(rest[0]);
      } else {
        Put(code_);
      }
    }
  }

  const std::string& code() const { return code_; }
  const std::string& comments() const { return comments_; }

 private:
  bool FollowsWord() const { return at_ > 0 && IsWord(text_[at_ - 1]); }

  // Moves one character into `view`, keeping line ends in both.
  void Put(std::string& view) {
    const char c = text_[at_++];
    if (c == '\n') {
      code_ += c;
      comments_ += c;
    } else {
      view += c;
    }
  }

  void Drop() {
    std::string nowhere;
    Put(nowhere);
  }

  void Comment(std::size_t sign, std::string_view end) {
    for (std::size_t i = 0; i < sign; ++i) Drop();
    while (at_ < text_.size() && !text_.substr(at_).starts_with(end)) Put(comments_);
    if (end == "*/") {
      for (std::size_t i = 0; i < end.size() && at_ < text_.size(); ++i) Drop();
    }
  }

  void Quoted(char quote) {
    code_ += quote;
    Drop();
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) Drop();
      Drop();
    }
    code_ += quote;
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
  }

  void RawString() {
    const std::size_t open = std::min(text_.find('(', at_), text_.size());
    const std::string end =
        ")" + std::string(text_.substr(at_ + 2, open - std::min(open, at_ + 2))) + "\"";
    const std::size_t stop = std::min(text_.find(end, at_), text_.size());
    code_ += "\"\"";
    while (at_ < std::min(stop + end.size(), text_.size())) Drop();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string code_;
  std::string comments_;
};

void DropPreprocessor(std::vector<std::string>& code) {
  bool continued = false;
  for (std::string& line : code) {
    const std::size_t first = line.find_first_not_of(' ');
    const bool directive = continued || (first != std::string::npos && line[first] == '#');
    continued = directive && line.ends_with('\\');
    if (directive) line.clear();
  }
}

void SeparateScript(SourceFile& file) {
  for (const std::string& line : file.lines) {
    const std::size_t mark = line.starts_with('#') ? 0 : line.find(" #");
    file.code.push_back(line.substr(0, mark));
    file.comments.push_back(mark == std::string::npos ? "" : line.substr(mark + 1));
  }
}

bool IsSource(const fs::path& path) {
  static constexpr std::array<std::string_view, 6> kEndings = {".h",     ".cc", ".proto",
                                                               ".cmake", ".sh", "CMakeLists.txt"};
  const std::string name = path.filename().string();
  return std::ranges::any_of(kEndings, [&](std::string_view end) { return name.ends_with(end); });
}

std::vector<SourceFile> ReadTree() {
  std::vector<SourceFile> files;
  for (const char* folder : {"libs", "services", "tests", "proto", "cmake", "deploy"}) {
    const fs::path top = fs::path(TreeRoot()) / folder;
    if (!fs::exists(top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
      if (!entry.is_regular_file() || !IsSource(entry.path())) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string text((std::istreambuf_iterator<char>(in)),
                             std::istreambuf_iterator<char>());
      files.push_back(ParseSource(fs::relative(entry.path(), TreeRoot()).string(), text));
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

}  // namespace

bool SourceFile::IsTest() const {
  return path.ends_with("_test.cc") || IsUnder("tests/") ||
         path.find("/testing/") != std::string::npos ||
         path.find("/contract/") != std::string::npos;
}

SourceFile ParseSource(std::string path, std::string_view text) {
  SourceFile file{std::move(path), SplitLines(text), {}, {}};
  if (!file.IsCpp() && !file.IsProto()) {
    SeparateScript(file);
    return file;
  }
  Separator separator(text);
  separator.Run();
  file.code = SplitLines(separator.code());
  file.comments = SplitLines(separator.comments());
  file.code.resize(file.lines.size());
  file.comments.resize(file.lines.size());
  DropPreprocessor(file.code);
  return file;
}

std::vector<Token> Tokenize(const SourceFile& file) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < file.code.size(); ++i) {
    const std::string& line = file.code[i];
    const auto in_word = [&](std::size_t at) {
      return at < line.size() && (IsWord(line[at]) || line.compare(at, 2, "::") == 0 ||
                                  (at > 0 && line.compare(at - 1, 2, "::") == 0));
    };
    for (std::size_t at = 0; at < line.size();) {
      std::size_t end = at;
      while (in_word(end)) ++end;
      if (end == at) ++end;
      if (line[at] != ' ') tokens.push_back({line.substr(at, end - at), static_cast<int>(i) + 1});
      at = end;
    }
  }
  return tokens;
}

bool HasPart(std::string_view qualified, std::string_view name) {
  while (!qualified.empty()) {
    const std::size_t end = std::min(qualified.find("::"), qualified.size());
    if (qualified.substr(0, end) == name) return true;
    qualified.remove_prefix(std::min(end + 2, qualified.size()));
  }
  return false;
}

const std::vector<SourceFile>& Tree() {
  static const std::vector<SourceFile>* const tree = new std::vector<SourceFile>(ReadTree());
  return *tree;
}

const std::string& TreeRoot() {
  static const std::string* const root = new std::string(test::SourceRoot());
  return *root;
}

}  // namespace debut::architecture
