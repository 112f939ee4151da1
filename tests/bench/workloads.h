#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace debut::bench {

struct Settings {
  int runs = 5;
  double seconds = 3;
  std::uint64_t events = 10'000'000;
  bool anchor_lags = false;  // P1 and P2 with AnchorMode::kWithinOneSecond.
  bool json = false;
  std::filesystem::path directory;
};

// Measures and prints the figures in order. Exit code: 0, or 2 for an unknown id.
int RunFigures(const std::vector<std::string>& ids, const Settings& settings);

}  // namespace debut::bench
