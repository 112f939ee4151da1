#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/ensure.h"

namespace debut::eventstore_rocksdb {

// A directory that is gone with the object. For tests.
class TestDirectory {
 public:
  TestDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "debut-log-XXXXXX").string();
    ENSURE(mkdtemp(pattern.data()) != nullptr, "no temporary directory");
    path_ = pattern;
  }
  ~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace debut::eventstore_rocksdb
