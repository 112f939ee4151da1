// Writes the seeds of a fuzz target as files of a folder, for libFuzzer: write_seeds FOLDER PATH...
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "tests/fuzz/driver/seeds.h"

int main(int argc, char** argv) {
  constexpr int kExitUsage = 2;
  if (argc < 3) return kExitUsage;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  for (int i = 2; i < argc; ++i) {
    const auto seeds = debut::fuzz::ReadSeeds(argv[i]);
    if (!seeds.ok()) {
      fmt::print(stderr, "{}\n", std::string(seeds.status().message()));
      return kExitUsage;
    }
    for (const auto& seed : *seeds) {
      std::ofstream(folder / seed.path.filename(), std::ios::binary) << seed.bytes;
    }
  }
  return 0;
}
