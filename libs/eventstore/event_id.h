#pragma once

#include <string>

namespace debut::eventstore {

// 16 random bytes in the form of RFC 4122, version 4. Thread-safe.
std::string MakeEventId();

}  // namespace debut::eventstore
