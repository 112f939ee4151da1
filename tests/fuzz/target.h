#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"

// What a fuzz target defines. It demands with ENSURE what has to hold of every input, and returns
// 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace debut::fuzz {

inline std::string_view TextOf(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace debut::fuzz
