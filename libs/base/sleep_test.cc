#include "base/sleep.h"

#include <gtest/gtest.h>

#include <thread>

namespace debut::base {
namespace {

TEST(SleepUnlessStopped, EndsAtOnceWhenItIsStopped) {
  std::jthread sleeper(
      [](const std::stop_token& stop) { SleepUnlessStopped(absl::Hours(1), stop); });
  sleeper.request_stop();
  sleeper.join();
}

TEST(SleepUnlessStopped, ReturnsAfterTheDuration) { SleepUnlessStopped(absl::Microseconds(1), {}); }

}  // namespace
}  // namespace debut::base
