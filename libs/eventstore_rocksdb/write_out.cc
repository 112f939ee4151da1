#include "eventstore_rocksdb/write_out.h"

#include <fcntl.h>
#include <unistd.h>

namespace debut::eventstore_rocksdb {

WriteOut::WriteOut(const std::string& path) : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}

WriteOut::~WriteOut() {
  if (fd_ >= 0) close(fd_);
}

void WriteOut::Begin(std::uint64_t offset, std::uint64_t bytes) const {
  if (fd_ < 0) return;
  sync_file_range(fd_, static_cast<off64_t>(offset), static_cast<off64_t>(bytes),
                  SYNC_FILE_RANGE_WRITE);
}

}  // namespace debut::eventstore_rocksdb
