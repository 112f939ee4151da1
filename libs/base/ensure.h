#pragma once

#include <string_view>

namespace debut::base {

// Writes what was broken to standard error and aborts.
[[noreturn]] void FailEnsure(const char* file, int line, const char* condition,
                             std::string_view explanation);

}  // namespace debut::base

// A broken invariant of this program, never bad input: always on, aborts.
#define ENSURE(condition, explanation)                                          \
  do {                                                                          \
    if (!(condition)) [[unlikely]]                                              \
      ::debut::base::FailEnsure(__FILE__, __LINE__, #condition, (explanation)); \
  } while (false)
