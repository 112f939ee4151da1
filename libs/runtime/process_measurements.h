#pragma once

#include "base/clock.h"
#include "runtime/config.h"
#include "runtime/measurement.h"

namespace debut::runtime {

// What every server program tells of itself: its version, memory, processor time and open files
// under the names that all Prometheus libraries use; where it has them, the disk of its data
// directory and the expiry of its certificate. `clock` outlives the measure.
Measure ProcessMeasure(const Config& config, const base::Clock& clock);

}  // namespace debut::runtime
