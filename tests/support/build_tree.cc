#include "tests/support/build_tree.h"

#include <fmt/format.h>

namespace debut::test {

std::string SourcePath(std::string_view path) {
  return fmt::format("{}/{}", DEBUT_SOURCE_DIR, path);
}

std::string SourceRoot() { return DEBUT_SOURCE_DIR; }

std::string ProgramPath(std::string_view program) {
  return fmt::format("{}/{}", DEBUT_BIN_DIR, program);
}

}  // namespace debut::test
