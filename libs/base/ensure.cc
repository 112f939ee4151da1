#include "base/ensure.h"

#include <cstdio>
#include <cstdlib>

namespace debut::base {

void FailEnsure(const char* file, int line, const char* condition, std::string_view explanation) {
  std::fprintf(stderr, "%s:%d: broken invariant: %s: %.*s\n", file, line, condition,
               static_cast<int>(explanation.size()), explanation.data());
  std::abort();
}

}  // namespace debut::base
