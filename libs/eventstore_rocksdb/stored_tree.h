#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {

class Database;

// The tiles of a log: full ones as stored, partial ones derived from the leaf hashes of the entries
// or from the tiles below. What is up to a durable head never changes. Thread-safe.
class StoredTree {
 public:
  // `database` outlives it.
  explicit StoredTree(const Database& database) : database_(database) {}

  // The first `width` hashes of the tile; the log has as many. DATA_LOSS: it hasn't.
  absl::StatusOr<std::string> ReadTile(const transparency::TileId& tile, std::uint64_t width) const;

  // The stored leaf hashes of the positions [first, first + count).
  absl::StatusOr<std::string> LeafHashes(std::uint64_t first, std::uint64_t count) const;

  // The root of the first `size` leaves.
  absl::StatusOr<transparency::Hash> Root(std::uint64_t size) const;

  // The tree of the first `size` leaves, to grow on.
  absl::StatusOr<transparency::GrowingTree> Load(std::uint64_t size) const;

 private:
  const Database& database_;
};

}  // namespace debut::eventstore_rocksdb
