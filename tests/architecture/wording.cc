#include "tests/architecture/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace debut::architecture {
namespace {

using Names = std::vector<std::string_view>;

// Words that may not stand in certain files.
struct Ban {
  std::string_view why;
  bool (*applies)(const SourceFile& file);
  Names words;
};

bool UnderAny(const SourceFile& file, std::initializer_list<std::string_view> folders) {
  return std::ranges::any_of(folders, [&](std::string_view f) { return file.IsUnder(f); });
}

bool IsPure(const SourceFile& file) {
  return UnderAny(file, {"libs/money/", "libs/calendar/", "libs/identity/", "libs/policy/",
                         "libs/transparency/", "libs/domain/"});
}

// A random test is welcome, as long as it prints its seed and takes one.
bool IsPureAndShipped(const SourceFile& file) { return IsPure(file) && !file.IsTest(); }

bool IsNearMoney(const SourceFile& file) {
  return UnderAny(file, {"libs/money/", "libs/policy/", "libs/domain/grants/", "services/grants/"});
}

bool MayNotUseTransport(const SourceFile& file) {
  return !file.IsTest() && !UnderAny(file, {"libs/runtime/", "libs/eventstore_grpc/", "services/"});
}

bool MayNotUseEngine(const SourceFile& file) {
  return !file.IsTest() && !UnderAny(file, {"libs/eventstore_rocksdb/", "libs/projection/"});
}

bool MayNotCount(const SourceFile& file) {
  return !file.IsTest() && !UnderAny(file, {"libs/runtime/"});
}

bool IsUnitTest(const SourceFile& file) { return file.path.ends_with("_test.cc"); }

bool Everywhere(const SourceFile&) { return true; }

const std::vector<Ban>& Bans() {
  static const auto* const bans = new std::vector<Ban>{
      {"pure code has no clock",
       IsPure,
       {"absl::Now", "std::time", "system_clock", "steady_clock", "high_resolution_clock",
        "SystemClock", "GetCurrentTimeNanos", "clock_gettime", "gettimeofday"}},
      {"pure code has no randomness",
       IsPureAndShipped,
       {"random_device", "mt19937", "mt19937_64", "default_random_engine", "BitGen",
        "InsecureBitGen", "rand", "srand", "RAND_bytes", "getrandom"}},
      {"gRPC stays in runtime, eventstore_grpc and the services", MayNotUseTransport, {"grpc"}},
      {"RocksDB stays in eventstore_rocksdb and projection", MayNotUseEngine, {"rocksdb"}},
      {"Prometheus stays in runtime", MayNotCount, {"prometheus"}},
      {"no floating point near money", IsNearMoney, {"double", "float"}},
      {"asserts vanish in release: use ENSURE", Everywhere, {"assert"}},
      {"tests do not sleep",
       IsUnitTest,
       {"sleep_for", "sleep_until", "SleepFor", "usleep", "sleep"}},
  };
  return *bans;
}

bool Matches(std::string_view token, std::string_view word) {
  return word.find("::") == std::string_view::npos ? HasPart(token, word) : token == word;
}

// A run of one sign, which makes a comment a banner.
bool IsBanner(std::string_view comment) {
  constexpr std::size_t kRunMin = 4;
  std::size_t run = 0;
  char previous = 0;
  for (const char c : comment) {
    run = c == previous ? run + 1 : 1;
    previous = c;
    if (run >= kRunMin && std::string_view("-=*#/~+").find(c) != std::string_view::npos)
      return true;
  }
  return false;
}

}  // namespace

Findings BannedCallFindings(const SourceFile& file) {
  Findings findings;
  if (!file.IsCpp() && !file.IsProto()) return findings;
  const std::vector<Token> tokens = Tokenize(file);
  for (const Ban& ban : Bans()) {
    if (!ban.applies(file)) continue;
    for (const Token& token : tokens) {
      const bool banned = std::ranges::any_of(
          ban.words, [&](std::string_view word) { return Matches(token.text, word); });
      if (banned)
        findings.push_back({file.path, token.line, token.text + ": " + std::string(ban.why)});
    }
  }
  return findings;
}

Findings BannedNameFindings(const SourceFile& file) {
  static constexpr std::array<std::string_view, 9> kKinds = {
      "class", "struct", "union", "enum", "using", "message", "service", "typename", "concept"};
  static constexpr std::array<std::string_view, 7> kEndings = {
      "Manager", "Helper", "Helpers", "Util", "Utils", "Data", "Info"};
  Findings findings;
  if (!file.IsCpp() && !file.IsProto()) return findings;
  const std::vector<Token> tokens = Tokenize(file);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const std::string& name = tokens[i].text;
    if (std::ranges::find(kKinds, tokens[i - 1].text) == kKinds.end()) continue;
    if (std::ranges::find(kKinds, name) != kKinds.end()) continue;
    // The wire form of google.rpc.ErrorInfo keeps its name; `using x::ErrorInfo` names it, too.
    if (HasPart(name, "ErrorInfo")) continue;
    if (tokens[i - 1].text == "using" && name.find("::") != std::string::npos) continue;
    if (std::ranges::any_of(kEndings, [&](std::string_view end) { return name.ends_with(end); })) {
      findings.push_back({file.path, tokens[i].line, name + " does not say what it is"});
    }
  }
  return findings;
}

Findings CommentFindings(const SourceFile& file) {
  static constexpr std::array<std::string_view, 4> kNotes = {"TODO", "FIXME", "XXX", "HACK"};
  Findings findings;
  for (std::size_t i = 0; i < file.comments.size(); ++i) {
    const std::string& comment = file.comments[i];
    const int line = static_cast<int>(i) + 1;
    if (IsBanner(comment)) findings.push_back({file.path, line, "a banner"});
    for (const std::string_view note : kNotes) {
      if (comment.find(note) != std::string::npos) {
        findings.push_back({file.path, line, fmt::format("{}: do it or open an issue", note)});
      }
    }
  }
  return findings;
}

}  // namespace debut::architecture
