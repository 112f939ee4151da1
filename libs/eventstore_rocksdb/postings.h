#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "eventstore/event_store.h"

namespace rocksdb {
class Iterator;
}

namespace debut::eventstore_rocksdb {

class Database;

struct Posting {
  std::uint64_t position = 0;
  std::uint32_t type_id = 0;  // In tag postings only.
};

// Reads posting lists by way of one shared iterator, so that a query of a thousand items holds one.
// Sees what was written when it was made or refreshed. After an error it finds nothing and status()
// says why. Not thread-safe.
class PostingReader {
 public:
  explicit PostingReader(const Database& database);
  ~PostingReader();

  // Sees from now on what is written by now.
  void Refresh();

  // Appends up to `count` postings of the list to `out`, from the position `from` (inclusive) on.
  void Read(std::string_view prefix, std::uint64_t from, eventstore::Direction direction,
            std::size_t count, std::vector<Posting>& out);

  // The last position of the list; 0 if it is empty.
  std::uint64_t Last(std::string_view prefix);

  const absl::Status& status() const { return status_; }

 private:
  const std::unique_ptr<rocksdb::Iterator> iterator_;
  std::string key_;
  absl::Status status_;
};

// Positions in order, forwards or backwards. Not thread-safe.
class PositionCursor {
 public:
  virtual ~PositionCursor() = default;
  // The first position that is at `from` or beyond it in the cursor's direction. Successive calls
  // go in that direction. Positions are from 1.
  virtual std::optional<std::uint64_t> Seek(std::uint64_t from) = 0;
};

// One posting list, narrowed to `type_ids` unless these are empty. `reader` outlives it.
class PostingCursor final : public PositionCursor {
 public:
  PostingCursor(PostingReader& reader, std::string prefix, std::vector<std::uint32_t> type_ids,
                eventstore::Direction direction);
  std::optional<std::uint64_t> Seek(std::uint64_t from) override;

 private:
  bool Refill(std::uint64_t from);
  bool IsBefore(std::uint64_t a, std::uint64_t b) const;

  PostingReader& reader_;
  const std::string prefix_;
  const std::vector<std::uint32_t> type_ids_;
  const eventstore::Direction direction_;
  std::vector<Posting> chunk_;
  std::size_t next_ = 0;
  std::size_t chunk_size_ = 4;  // Grows: most lists are short, some are the whole log.
  bool exhausted_ = false;      // Nothing is behind the chunk.
};

}  // namespace debut::eventstore_rocksdb
