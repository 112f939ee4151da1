#pragma once

#include <string>
#include <string_view>

namespace debut::decision {

// An id for a request that names none: "<prefix>-" and 12 characters of Crockford's base 32 (60
// bits of SHA-256 of the request id). The same request gives the same id, so a repeated command
// finds what the first one made, and a decision needs no randomness.
std::string DerivedId(std::string_view prefix, std::string_view request_id);

}  // namespace debut::decision
