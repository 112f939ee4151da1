#include "tests/fuzz/driver/run.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status_macros.h"
#include "tests/fuzz/driver/crash_file.h"
#include "tests/fuzz/driver/mutator.h"
#include "tests/fuzz/driver/seeds.h"

namespace debut::fuzz {
namespace {

constexpr int kExitUsage = 2;
constexpr std::string_view kUsage =
    "Usage: {} [--mutations N] [--seed N] [--dictionary FILE] SEEDS...\n"
    "Runs every file of SEEDS (files or folders), then N mutations of them (default 0). The same\n"
    "seed (default 1) gives the same mutations. What breaks a demand is kept in the file\n"
    "crash-<program> of the working directory; give it as SEEDS to see it again.\n";

struct Options {
  std::uint64_t mutations = 0;
  std::uint64_t seed = 1;
  std::vector<std::string> dictionary = {};
  std::vector<std::filesystem::path> seeds = {};
};

std::optional<std::uint64_t> NumberIn(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

absl::StatusOr<Options> ReadOptions(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    if (!name.starts_with("--")) {
      options.seeds.emplace_back(name);
      continue;
    }
    if (++i == arguments.size()) return absl::InvalidArgumentError(name + " needs a value");
    const auto number = NumberIn(arguments[i]);
    if (name == "--dictionary") {
      std::ifstream file(arguments[i], std::ios::binary);
      const std::string text(std::istreambuf_iterator<char>(file), {});
      ASSIGN_OR_RETURN(options.dictionary, ReadDictionary(text));
    } else if (name == "--mutations" && number) {
      options.mutations = *number;
    } else if (name == "--seed" && number) {
      options.seed = *number;
    } else {
      return absl::InvalidArgumentError(fmt::format("{} {} is no option", name, arguments[i]));
    }
  }
  if (options.seeds.empty()) return absl::InvalidArgumentError("no seeds");
  return options;
}

absl::StatusOr<std::vector<Seed>> SeedsOf(const Options& options) {
  std::vector<Seed> all;
  for (const auto& path : options.seeds) {
    ASSIGN_OR_RETURN(std::vector<Seed> seeds, ReadSeeds(path));
    std::move(seeds.begin(), seeds.end(), std::back_inserter(all));
  }
  return all;
}

// A copy of its own, so that a sanitizer sees a read behind its end.
void Try(const std::string& input, Target& target, CrashFile& crash) {
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  crash.LookingAt(input);
  target(bytes.data(), bytes.size());
}

}  // namespace

int RunTarget(int argc, const char* const* argv, Target& target) {
  const std::string program = std::filesystem::path(argv[0]).filename();
  const auto options = ReadOptions({argv + 1, argv + argc});
  const auto seeds = options.ok() ? SeedsOf(*options) : options.status();
  if (!seeds.ok()) {
    fmt::print(stderr, "{}: {}\n", program, std::string(seeds.status().message()));
    fmt::print(stderr, fmt::runtime(kUsage), program);
    return kExitUsage;
  }
  CrashFile crash("crash-" + program);
  std::vector<std::string> inputs;
  for (const Seed& seed : *seeds) {
    Try(seed.bytes, target, crash);
    inputs.push_back(seed.bytes);
  }
  Mutator mutator(inputs, options->dictionary, options->seed);
  for (std::uint64_t i = 0; i < options->mutations; ++i) Try(mutator.Next(), target, crash);
  fmt::print("{}: {} seeds and {} mutations of seed {} passed\n", program, seeds->size(),
             options->mutations, options->seed);
  return 0;
}

}  // namespace debut::fuzz
