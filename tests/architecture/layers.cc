#include "tests/architecture/layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace debut::architecture {
namespace {

constexpr std::array<std::string_view, 16> kLayers = {"base",
                                                      "money",
                                                      "calendar",
                                                      "identity",
                                                      "eventstore",
                                                      "transparency",
                                                      "archive",
                                                      "eventstore_rocksdb",
                                                      "eventstore_grpc",
                                                      "sealing",
                                                      "decision",
                                                      "projection",
                                                      "policy",
                                                      "domain",
                                                      "redecision",
                                                      "runtime"};
constexpr std::array<std::string_view, 12> kContexts = {
    "closing", "privacy",   "policy",   "registry",  "certification", "standards",
    "market",  "insurance", "exchange", "financing", "promotion",     "grants"};
// Chooses an engine by the configuration, and hands on the interface.
constexpr std::string_view kWiring = "runtime";
constexpr std::array<std::string_view, 2> kEngines = {"eventstore_rocksdb", "eventstore_grpc"};

template <typename Names>
std::optional<std::ptrdiff_t> Rank(const Names& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return found - names.begin();
}

// The part of a path before the next '/', which is taken off the path.
std::string_view TakeFolder(std::string_view& path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return "";
  const std::string_view folder = path.substr(0, slash);
  path.remove_prefix(slash + 1);
  return folder;
}

// What an include of `target`, such as "domain/grants/award.h", in a library breaks; else empty.
std::string LibraryBreach(std::string_view from, std::string_view target, bool is_test) {
  const std::string_view lib = TakeFolder(from);
  const std::string_view used = TakeFolder(target);
  if (used == "services") return "a library does not know the services";
  if (used == "tests") return is_test ? "" : "only tests include tests/";
  const auto own_rank = Rank(kLayers, lib);
  const auto used_rank = Rank(kLayers, used);
  if (!own_rank) return fmt::format("libs/{} has no place in the order of layers", lib);
  if (!used_rank) return "";
  if (lib != used && lib != kWiring && Rank(kEngines, used)) {
    return fmt::format("libs/{} must not know the engine {}", lib, used);
  }
  if (*used_rank > *own_rank) return fmt::format("{} is above {}", used, lib);
  if (lib != "domain" || used != "domain") return "";
  const std::string_view context = TakeFolder(from);
  const std::string_view other = TakeFolder(target);
  const auto own = Rank(kContexts, context);
  if (!own) return fmt::format("libs/domain/{} has no place in the order of contexts", context);
  const auto others = Rank(kContexts, other);
  if (!others || *others > *own) return fmt::format("{} does not come before {}", other, context);
  return "";
}

std::string Breach(const SourceFile& file, std::string_view target) {
  std::string_view from = file.path;
  const std::string_view top = TakeFolder(from);
  if (top == "libs") return LibraryBreach(from, target, file.IsTest());
  if (top == "services" && target.starts_with("tests/") && !file.IsTest()) {
    return "only tests include tests/";
  }
  return "";
}

// "money/fen.h" of an include line; empty for other lines.
std::string_view IncludeOf(std::string_view line) {
  static constexpr std::string_view kInclude = "#include ";
  if (!line.starts_with(kInclude)) return "";
  line.remove_prefix(kInclude.size() + 1);
  return line.substr(0, line.find_first_of("\">"));
}

bool IsHeavy(std::string_view target) {
  return target.ends_with(".grpc.pb.h") || target.starts_with("rocksdb/");
}

std::string_view FolderOf(std::string_view path) { return path.substr(0, path.rfind('/')); }

// A file of another folder that includes the header; nullptr if there is none.
const SourceFile* Outsider(const SourceFile& header, const std::vector<SourceFile>& files) {
  std::string_view name = header.path;
  if (name.starts_with("libs/")) TakeFolder(name);
  const auto found = std::ranges::find_if(files, [&](const SourceFile& file) {
    return FolderOf(file.path) != FolderOf(header.path) && !file.IsTest() &&
           std::ranges::any_of(file.lines,
                               [&](const std::string& line) { return IncludeOf(line) == name; });
  });
  return found == files.end() ? nullptr : &*found;
}

}  // namespace

Findings HeavyHeaderFindings(const std::vector<SourceFile>& files) {
  Findings findings;
  for (const SourceFile& file : files) {
    if (!file.path.ends_with(".h") || file.IsTest()) continue;
    for (const std::string& line : file.lines) {
      const std::string_view target = IncludeOf(line);
      if (!IsHeavy(target)) continue;
      const SourceFile* outsider = Outsider(file, files);
      if (outsider == nullptr) continue;
      findings.push_back({file.path, 0, fmt::format("{} reaches {}", target, outsider->path)});
    }
  }
  return findings;
}

Findings LayerFindings(const SourceFile& file) {
  Findings findings;
  if (file.path.ends_with(".h") && (file.lines.empty() || file.lines.front() != "#pragma once")) {
    findings.push_back({file.path, 1, "a header begins with #pragma once"});
  }
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string_view target = IncludeOf(file.lines[i]);
    if (target.empty()) continue;
    const int line = static_cast<int>(i) + 1;
    if (const std::string breach = Breach(file, target); !breach.empty()) {
      findings.push_back({file.path, line, breach});
    }
  }
  return findings;
}

}  // namespace debut::architecture
