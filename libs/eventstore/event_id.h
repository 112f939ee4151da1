#pragma once

#include <string>

namespace debut::eventstore {

// 16 random bytes in the form of RFC 4122, version 4. Thread-safe.
std::string MakeEventId();

// "f81d4fae-7dec-41d0-a765-00a0c91e6bf6" of 16 bytes; anything else as plain hex digits.
std::string FormatEventId(const std::string& bytes);

}  // namespace debut::eventstore
