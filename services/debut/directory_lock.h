#pragma once

#include <filesystem>

#include "absl/status/statusor.h"

namespace debut::cli {

// Keeps a second program from writing into a directory, which is made if it isn't there, until the
// object or the process is gone.
class DirectoryLock {
 public:
  // UNAVAILABLE: another program holds it, or the directory can't be written.
  static absl::StatusOr<DirectoryLock> Take(const std::filesystem::path& directory);
  ~DirectoryLock();
  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&&) = delete;

 private:
  explicit DirectoryLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace debut::cli
