#pragma once

#include <memory>

namespace rocksdb {
class Logger;
}  // namespace rocksdb

namespace debut::projection {

// RocksDB's own log, as lines of the process' log: its chatter as `debug`. Debian's RocksDB aborts
// when its default log, a file, cannot be written: never leave Options::info_log empty.
std::shared_ptr<rocksdb::Logger> MakeRocksdbInfoLog();

}  // namespace debut::projection
