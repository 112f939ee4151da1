#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "base/clock.h"

namespace rocksdb {
class FileSystem;
}

namespace debut::eventstore_rocksdb {

class LogObserver;

// When the head anchor (head_anchor.h) is on disk.
enum class AnchorMode {
  kBeforeAnswer,     // With each group, next to the write-ahead log: no window at all.
  kWithinOneSecond,  // Behind the log by at most a second, a loss of which goes unnoticed.
};

// Bugs to be switched on by tests that show that they would be found. Never set elsewhere.
struct PlantedFaults {
  bool no_sync = false;             // Nothing is synced, and the answer says that it is.
  bool answer_before_sync = false;  // The answer goes out before the write.
  bool check_then_insert = false;   // Conditions are checked against durable events only.
  bool drop_posting = false;        // The first tag of each event isn't indexed.
};

struct Options {
  std::string directory;  // Holds `db/`, `head.anchor` and `LOCK`; created if it is missing.
  const base::Clock* clock = &base::SystemClock();  // Outlives the store.
  AnchorMode anchor_mode = AnchorMode::kBeforeAnswer;
  std::size_t block_cache_bytes = 128 << 20;  // Index and filters of the files in it, too.
  std::size_t write_buffer_bytes = 16 << 20;  // Of each of the two large column families.

  // Of a log that is made anew from a copy (log_rebuild.h). Empty: a new log's is random.
  std::string log_id;

  // Called once, after a write or sync has failed and every append was answered: the process is to
  // exit and start again, since a failed sync can't be repeated. On any thread.
  std::function<void(const absl::Status&)> on_fatal;

  std::shared_ptr<LogObserver> observer;             // Null: nobody is told what the log does.
  std::shared_ptr<rocksdb::FileSystem> file_system;  // Null: the machine's. For tests.
  PlantedFaults planted;
};

}  // namespace debut::eventstore_rocksdb
