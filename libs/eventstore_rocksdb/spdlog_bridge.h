#pragma once

#include <memory>

namespace rocksdb {
class Logger;
}

namespace debut::eventstore_rocksdb {

// Passes what RocksDB reports on to spdlog, its chatter as `debug`. RocksDB's own log file would
// abort the process when the disk is full.
std::shared_ptr<rocksdb::Logger> NewSpdlogBridge();

}  // namespace debut::eventstore_rocksdb
