#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "transparency/hash.h"

namespace rocksdb {
class Iterator;
}

namespace debut::eventstore_rocksdb {

class Database;

// What the database holds at a position: views that live until the reader's next call.
struct StoredEntry {
  std::string_view leaf_hash;  // 32 bytes.
  std::string_view entry;
};

// Splits the value of an entry's key. DATA_LOSS: too short.
absl::StatusOr<StoredEntry> SplitStoredEntry(std::uint64_t position, std::string_view value);

// Fetches entries, at its fastest one after the other. Sees what was written when it was made.
// Not thread-safe.
class EntryReader {
 public:
  // `bulk`: for a scan of everything.
  explicit EntryReader(const Database& database, bool bulk = false);
  ~EntryReader();

  // DATA_LOSS: there is no entry at this position, or it is malformed.
  absl::StatusOr<StoredEntry> At(std::uint64_t position);

 private:
  bool StandsAt(std::uint64_t position) const;

  const std::unique_ptr<rocksdb::Iterator> iterator_;
  std::uint64_t position_ = 0;  // Where the iterator stands; 0: nowhere.
};

// The last position in [1, head] recorded at or before `time_us`; 0 if there is none.
absl::StatusOr<std::uint64_t> LastRecordedBy(EntryReader& reader, std::int64_t time_us,
                                             std::uint64_t head);

}  // namespace debut::eventstore_rocksdb
