#pragma once

#include <vector>

#include "runtime/program.h"

namespace debut::debutd {

// Every service of the system, on one log.
std::vector<runtime::MakeService> AllServices();

}  // namespace debut::debutd
