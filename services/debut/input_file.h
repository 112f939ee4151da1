#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace debut::cli {

// What is in the file that an argument names; "-" is the standard input. INVALID_ARGUMENT: it can't
// be read; names the argument, the file and the reason.
absl::StatusOr<std::string> ReadInputFile(std::string_view argument, const std::string& path);

}  // namespace debut::cli
