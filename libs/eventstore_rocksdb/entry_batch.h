#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "eventstore_rocksdb/log_state.h"
#include "transparency/tiles.h"

namespace rocksdb {
class WriteBatch;
}

namespace debut::eventstore_rocksdb {

class Database;
class TypeDictionary;

// The one write of a group of appends: its entries with their leaf hashes, their postings, new
// types, the tiles that they fill, and the head. Not thread-safe.
class EntryBatch {
 public:
  // `database` outlives the batch.
  explicit EntryBatch(const Database& database);
  ~EntryBatch();

  struct Added {
    std::uint32_t type_id = 0;
    transparency::Hash leaf;
  };
  // Adds the next entry, whose header is in place, and lets `tree` grow by it.
  Added Add(std::uint64_t position, std::string_view entry, std::string_view type,
            TypeDictionary& types, transparency::GrowingTree& tree);
  // Indexes the entry that was added last.
  void Index(std::string_view tag);

  // Adds an entry just as it was added once, to this log or to the one of which this is made anew,
  // with its postings; `state` and `tree` become those behind it. DATA_LOSS: it isn't an entry, or
  // not the next one.
  absl::Status AddAgain(std::string_view entry, TypeDictionary& types,
                        transparency::GrowingTree& tree, LogState& state);

  // Adds the head that the entries lead to; the batch is ready to be written then.
  void Finish(const LogState& head);

  rocksdb::WriteBatch& batch() { return *batch_; }

 private:
  struct PendingPosting {
    std::size_t begin;  // Of its key in posting_keys_.
    std::size_t size;
    std::uint32_t type_id;
  };

  std::string_view KeyOf(const PendingPosting& posting) const {
    return std::string_view(posting_keys_).substr(posting.begin, posting.size);
  }
  void AddPosting(std::size_t begin);

  const Database& database_;
  const std::unique_ptr<rocksdb::WriteBatch> batch_;
  std::vector<transparency::FullTile> full_;
  std::string posting_keys_;
  std::vector<PendingPosting> postings_;
  std::uint64_t position_ = 0;  // Of the last entry, and its type.
  std::uint32_t type_id_ = 0;
};

}  // namespace debut::eventstore_rocksdb
