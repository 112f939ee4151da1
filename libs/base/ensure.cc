#include "base/ensure.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/broken_invariant.h"

namespace debut::base {
namespace {

thread_local int throwing_depth = 0;

}  // namespace

ThrowingEnsures::ThrowingEnsures() { ++throwing_depth; }
ThrowingEnsures::~ThrowingEnsures() { --throwing_depth; }

void FailEnsure(const char* file, int line, const char* condition, std::string_view explanation) {
  if (throwing_depth > 0) throw BrokenInvariant(std::string(explanation));
  std::fprintf(stderr, "%s:%d: broken invariant: %s: %.*s\n", file, line, condition,
               static_cast<int>(explanation.size()), explanation.data());
  std::abort();
}

}  // namespace debut::base
