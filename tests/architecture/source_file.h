#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace debut::architecture {

// One file of the tree, seen three ways with the same line numbers.
struct SourceFile {
  std::string path;                   // From the root of the tree: "libs/money/fen.h".
  std::vector<std::string> lines;     // As written.
  std::vector<std::string> code;      // Without comments, text in quotes and preprocessor lines.
  std::vector<std::string> comments;  // What stands behind the comment signs, else empty.

  bool IsCpp() const { return path.ends_with(".h") || path.ends_with(".cc"); }
  bool IsProto() const { return path.ends_with(".proto"); }
  bool IsUnder(std::string_view folder) const { return path.starts_with(folder); }
  bool IsTest() const;  // Compiled into tests only: *_test.cc, anything in tests/ or testing/.
};

// A rule that a file breaks. `line` is counted from 1; 0 means the file as a whole.
struct Finding {
  std::string path;
  int line = 0;
  std::string what;

  friend std::ostream& operator<<(std::ostream& out, const Finding& finding) {
    return out << finding.path << ":" << finding.line << ": " << finding.what;
  }
};

using Findings = std::vector<Finding>;

// A word (with its "::" qualification, as "std::mutex") or a single sign of the code.
struct Token {
  std::string text;
  int line = 0;
};

SourceFile ParseSource(std::string path, std::string_view text);

std::vector<Token> Tokenize(const SourceFile& file);

// Whether `name` is one of the parts of a qualified name: "mt19937" of "std::mt19937".
bool HasPart(std::string_view qualified, std::string_view name);

// The C++, proto, CMake and shell files of libs, services, tests, proto, cmake and deploy, sorted.
const std::vector<SourceFile>& Tree();

// Where the tree is on this machine.
const std::string& TreeRoot();

}  // namespace debut::architecture
