#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace debut::cli {

// How far long work is, on standard error: a bar that is redrawn on a terminal, a line every ten
// seconds elsewhere. Not thread-safe.
class ProgressBar {
 public:
  ProgressBar(std::string label, std::size_t total);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Advance(std::size_t by = 1);

 private:
  using Clock = std::chrono::steady_clock;
  void Draw();

  std::string label_;
  std::size_t total_;
  std::size_t done_ = 0;
  bool terminal_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_ = start_;
};

}  // namespace debut::cli
