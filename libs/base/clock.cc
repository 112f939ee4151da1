#include "base/clock.h"

#include "absl/time/clock.h"

namespace debut::base {

const Clock& SystemClock() {
  struct System final : Clock {
    absl::Time Now() const override { return absl::Now(); }
  };
  static const System clock;
  return clock;
}

absl::Time FakeClock::Now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

void FakeClock::Set(absl::Time now) {
  const std::lock_guard lock(mutex_);
  now_ = now;
}

void FakeClock::Advance(absl::Duration by) {
  const std::lock_guard lock(mutex_);
  now_ += by;
}

}  // namespace debut::base
