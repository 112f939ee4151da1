#include "tests/support/temporary_directory.h"

#include <cstdlib>
#include <string>
#include <system_error>

#include "base/ensure.h"

namespace debut::test {

TemporaryDirectory::TemporaryDirectory() {
  std::string path = std::filesystem::temp_directory_path() / "debut_test.XXXXXX";
  ENSURE(mkdtemp(path.data()) != nullptr, "no temporary directory can be made");
  path_ = path;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace debut::test
