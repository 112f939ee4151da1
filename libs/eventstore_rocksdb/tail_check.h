#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/log_state.h"
#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {

class Database;
class TypeDictionary;

// Checks that the end of the log fits together, in a time that doesn't depend on its length: that
// nothing is behind the head, that the events from `first` to the head (inclusive, kTailEventsMax
// of them at most, at least one) have their hashes and all their postings, and that the frontier is
// that of the tiles and leaf hashes. Returns the tree, to grow on. DATA_LOSS: says what is wrong.
inline constexpr std::uint64_t kTailEventsMax = 256;
absl::StatusOr<transparency::GrowingTree> CheckTail(const Database& database,
                                                    const TypeDictionary& types,
                                                    const LogState& state, std::uint64_t first);

// Checks an entry against its leaf hash, its position and the recorded time before it. Returns its
// own recorded time. DATA_LOSS: says what is wrong.
absl::StatusOr<std::int64_t> CheckEntry(std::uint64_t position, std::string_view leaf_hash,
                                        std::string_view entry, std::int64_t previous_time_us);

// Checks that the entry is in the index under its type and each of its tags.
absl::Status CheckEntryPostings(const Database& database, const TypeDictionary& types,
                                const eventstore::EntryView& view);

}  // namespace debut::eventstore_rocksdb
