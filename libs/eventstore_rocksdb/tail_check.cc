#include "eventstore_rocksdb/tail_check.h"

#include <fmt/format.h>
#include <rocksdb/iterator.h>

#include <algorithm>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/damage.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/entry_reader.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/status.h"
#include "eventstore_rocksdb/stored_tree.h"
#include "eventstore_rocksdb/type_dictionary.h"
#include "transparency/hash.h"

namespace debut::eventstore_rocksdb {
namespace {

absl::Status CheckLastKey(const Database& database, const LogState& state) {
  const auto iterator = database.Scan(Family::kEntries);
  iterator->SeekToLast();
  RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading the last entry"));
  const std::uint64_t last = iterator->Valid() ? LoadBigEndian(iterator->key().ToStringView()) : 0;
  if (last == state.size()) return absl::OkStatus();
  return Damage(fmt::format("the last entry is at position {}, the database's head at {}", last,
                            state.size()));
}

absl::Status CheckPosting(const Database& database, std::string_view prefix,
                          const eventstore::EntryView& view, std::string_view value,
                          std::string_view what) {
  const std::string key = PostingKey(prefix, view.header.position.value);
  ASSIGN_OR_RETURN(const auto stored, database.Get(Family::kPostings, key));
  if (stored == value) return absl::OkStatus();
  return Damage(fmt::format("the event at position {} isn't in the index under {}",
                            view.header.position.value, what));
}

}  // namespace

absl::Status CheckEntryPostings(const Database& database, const TypeDictionary& types,
                                const eventstore::EntryView& view) {
  const auto type_id = types.Find(view.type);
  if (!type_id) return Damage(fmt::format("the event type {} has no number", view.type));
  RETURN_IF_ERROR(CheckPosting(database, TypePostingPrefix(*type_id), view, "", "its type"));
  for (std::size_t i = 0; i < view.tags.size(); ++i) {
    RETURN_IF_ERROR(CheckPosting(database, TagPostingPrefix(view.tags[i]), view,
                                 PostingValue(*type_id), fmt::format("its tag {}", i)));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::int64_t> CheckEntry(std::uint64_t position, std::string_view leaf_hash,
                                        std::string_view entry, std::int64_t previous_time_us) {
  if (transparency::Bytes(transparency::LeafHash(entry)) != leaf_hash) {
    return Damage(fmt::format("the entry at position {} doesn't have the stored hash", position));
  }
  ASSIGN_OR_RETURN(const auto header, eventstore::DecodeEntryHeader(entry));
  if (header.position.value != position) {
    return Damage(fmt::format("the entry at position {} says that it is the one at {}", position,
                              header.position.value));
  }
  if (header.recorded_time_us <= previous_time_us) {
    return Damage(
        fmt::format("the entry at position {} isn't later than its predecessor", position));
  }
  return header.recorded_time_us;
}

absl::StatusOr<transparency::GrowingTree> CheckTail(const Database& database,
                                                    const TypeDictionary& types,
                                                    const LogState& state, std::uint64_t first) {
  RETURN_IF_ERROR(CheckLastKey(database, state));
  const std::uint64_t size = state.size();
  const std::uint64_t earliest = size < kTailEventsMax ? 1 : size - kTailEventsMax + 1;
  first = std::max(std::min(first, size), earliest);
  EntryReader entries(database);
  std::int64_t time_us = 0;
  for (std::uint64_t position = first; position <= size; ++position) {
    ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(position));
    ASSIGN_OR_RETURN(time_us, CheckEntry(position, stored.leaf_hash, stored.entry, time_us));
    ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(stored.entry));
    RETURN_IF_ERROR(CheckEntryPostings(database, types, view));
  }
  if (time_us != state.recorded_time_us) {
    return Damage(fmt::format("the event at position {} has another time than the head", size));
  }
  ASSIGN_OR_RETURN(transparency::GrowingTree tree, StoredTree(database).Load(size));
  if (tree.frontier() != state.frontier) {
    return Damage(fmt::format(
        "the stored frontier of {} entries isn't that of their hashes and tiles", size));
  }
  return tree;
}

}  // namespace debut::eventstore_rocksdb
