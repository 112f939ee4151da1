#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

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

// A bar for work that says how far it is in all, from its first word on. Never stops the work.
class Progress {
 public:
  explicit Progress(std::string label) : label_(std::move(label)) {}
  bool operator()(std::uint64_t done, std::uint64_t total) const;

 private:
  std::string label_;
  mutable std::optional<ProgressBar> bar_;
  mutable std::uint64_t shown_ = 0;
};

}  // namespace debut::cli
