#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace debut::transparency {

// Standard base64 with padding (RFC 4648 §4), the only form that notes and proofs use.
std::string ToBase64(std::string_view bytes);

// INVALID_ARGUMENT: not what ToBase64() writes.
absl::StatusOr<std::string> FromBase64(std::string_view text);

}  // namespace debut::transparency
