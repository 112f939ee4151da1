#pragma once

#include "runtime/program.h"

namespace debut::runtime {

// Reaches the log of another process at `log_address`, waiting until it answers. `principal`: the
// account under which the log knows this program, "grants-service".
OpenLog ConnectLogAs(std::string principal);

}  // namespace debut::runtime
