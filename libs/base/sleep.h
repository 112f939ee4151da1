#pragma once

#include <stop_token>

#include "absl/time/time.h"

namespace debut::base {

// Returns after `duration`, or as soon as `stop` is requested.
void SleepUnlessStopped(absl::Duration duration, const std::stop_token& stop);

}  // namespace debut::base
