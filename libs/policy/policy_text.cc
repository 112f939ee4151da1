#include "policy/policy_text.h"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include "base/ensure.h"
#include "eventstore/plain_text.h"
#include "policy/version_check.h"
#include "transparency/hash.h"

namespace debut::policy {
namespace {

using google::protobuf::TextFormat;

// The parser names the first byte of a character that it doesn't like, and a part of a character
// may stand in no message.
std::string PlainText(std::string text) {
  if (eventstore::IsPlainText(text)) return text;
  for (char& c : text) c = c >= ' ' && c <= '~' ? c : '?';
  return text;
}

// Collects what the parser complains about; it counts from 0.
class SyntaxProblems final : public google::protobuf::io::ErrorCollector {
 public:
  explicit SyntaxProblems(std::vector<PolicyProblem>& problems) : problems_(problems) {}
  void AddError(int line, int column, const std::string& message) override {
    problems_.push_back({line + 1, column + 1, PlainText(message)});
  }
  void AddWarning(int line, int column, const std::string& message) override {
    AddError(line, column, message);
  }

 private:
  std::vector<PolicyProblem>& problems_;
};

}  // namespace

std::string PolicyProblem::ToText() const {
  return fmt::format("line {}, column {}: {}", line, column, description);
}

PolicyReading ReadPolicy(std::string_view text) {
  PolicyReading reading;
  if (text.size() > kPolicyTextBytesMax) {
    reading.problems.push_back(
        {1, 1, fmt::format("has {} bytes, more than {}", text.size(), kPolicyTextBytesMax)});
    return reading;
  }
  SyntaxProblems syntax(reading.problems);
  TextFormat::ParseInfoTree places;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&syntax);
  parser.WriteLocationsTo(&places);
  const bool parsed = parser.ParseFromString(std::string(text), &reading.version);
  if (!parsed && reading.problems.empty()) reading.problems.push_back({1, 1, "does not parse"});
  if (reading.ok()) reading.problems = CheckVersion(reading.version, places);
  return reading;
}

v1::PolicyVersion VersionInAdoptedText(const std::string& text) {
  v1::PolicyVersion version;
  ENSURE(TextFormat::ParseFromString(text, &version), "an adopted policy text does not parse");
  return version;
}

std::string PolicyDigest(std::string_view text) {
  return transparency::ToHex(transparency::Sha256(text));
}

}  // namespace debut::policy
