#include "services/debut/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace debut::cli {
namespace {

constexpr std::size_t kBarColumns = 30;
constexpr auto kRedrawInterval = std::chrono::milliseconds(100);
constexpr auto kLineInterval = std::chrono::seconds(10);

}  // namespace

ProgressBar::ProgressBar(std::string label, std::size_t total)
    : label_(std::move(label)), total_(total), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  Draw();
  if (terminal_) fmt::print(stderr, "\n");
}

void ProgressBar::Advance(std::size_t by) {
  done_ += by;
  const auto now = Clock::now();
  const bool due = terminal_ ? now - drawn_ >= kRedrawInterval : now - drawn_ >= kLineInterval;
  if (!due) return;
  drawn_ = now;
  Draw();
}

void ProgressBar::Draw() {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  const double rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0;
  const double left = rate > 0 ? static_cast<double>(total_ - std::min(done_, total_)) / rate : 0;
  const std::size_t filled = total_ == 0 ? kBarColumns : kBarColumns * done_ / total_;
  const std::string bar = std::string(filled, '#') + std::string(kBarColumns - filled, '.');
  fmt::print(stderr, "{}{} [{}] {}/{}  {:.0f}/s  {:.0f} s left{}", terminal_ ? "\r" : "", label_,
             bar, done_, total_, rate, left, terminal_ ? "\033[K" : "\n");
}

bool Progress::operator()(std::uint64_t done, std::uint64_t total) const {
  if (!bar_) bar_.emplace(label_, total);
  bar_->Advance(done - std::exchange(shown_, done));
  return true;
}

}  // namespace debut::cli
