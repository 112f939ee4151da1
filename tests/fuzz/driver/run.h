#pragma once

#include <cstddef>
#include <cstdint>

namespace debut::fuzz {

using Target = int(const std::uint8_t* bytes, std::size_t size);

// The program of a fuzz target in the tests. Exit codes: 0 every input was passed, 2 wrong usage; a
// broken demand ends it by a signal, with the input in a file.
int RunTarget(int argc, const char* const* argv, Target& target);

}  // namespace debut::fuzz
