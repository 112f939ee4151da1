#include "eventstore_rocksdb/stored_tree.h"

#include <fmt/format.h>

#include "base/status_macros.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/entry_reader.h"
#include "eventstore_rocksdb/keys.h"
#include "transparency/proofs.h"

namespace debut::eventstore_rocksdb {

using transparency::kTileWidth;
using transparency::TileId;

absl::StatusOr<std::string> StoredTree::LeafHashes(std::uint64_t first, std::uint64_t count) const {
  EntryReader entries(database_);
  std::string hashes;
  hashes.reserve(count * transparency::kHashBytes);
  for (std::uint64_t position = first; position < first + count; ++position) {
    ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(position));
    hashes.append(stored.leaf_hash);
  }
  return hashes;
}

absl::StatusOr<std::string> StoredTree::ReadTile(const TileId& tile, std::uint64_t width) const {
  if (width == kTileWidth) {
    ASSIGN_OR_RETURN(auto hashes, database_.Get(Family::kTiles, TileKey(tile)));
    if (hashes) return *std::move(hashes);
    return absl::DataLossError(
        fmt::format("tile {} of level {} is missing", tile.index, tile.level));
  }
  if (tile.level == 0) return LeafHashes(tile.index * kTileWidth + 1, width);
  std::string hashes;
  for (std::uint64_t i = 0; i < width; ++i) {
    const TileId child{tile.level - 1, tile.index * kTileWidth + i};
    ASSIGN_OR_RETURN(const std::string below, ReadTile(child, kTileWidth));
    hashes.append(transparency::Bytes(transparency::SubtreeRoot(below)));
  }
  return hashes;
}

absl::StatusOr<transparency::Hash> StoredTree::Root(std::uint64_t size) const {
  return transparency::RootFromTiles(
      size, [this](const TileId& tile, std::uint64_t width) { return ReadTile(tile, width); });
}

absl::StatusOr<transparency::GrowingTree> StoredTree::Load(std::uint64_t size) const {
  return transparency::GrowingTree::Load(
      size, [this](const TileId& tile, std::uint64_t width) { return ReadTile(tile, width); });
}

}  // namespace debut::eventstore_rocksdb
