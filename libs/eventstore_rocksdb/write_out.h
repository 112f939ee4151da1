#pragma once

#include <cstdint>
#include <string>

namespace debut::eventstore_rocksdb {

// Asks the kernel to begin to write what a file was given, so that a later sync finds it on its
// way: two files reach the disk in the time of one, on one thread. Only a hint, which may fail
// unseen; the sync alone makes anything durable. Thread-safe.
class WriteOut {
 public:
  // `path` is an existing file, which somebody else writes.
  explicit WriteOut(const std::string& path);
  ~WriteOut();
  WriteOut(const WriteOut&) = delete;
  WriteOut& operator=(const WriteOut&) = delete;

  void Begin(std::uint64_t offset, std::uint64_t bytes) const;

 private:
  const int fd_;
};

}  // namespace debut::eventstore_rocksdb
