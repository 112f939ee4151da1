#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "transparency/frontier.h"
#include "transparency/hash.h"

namespace debut::transparency {

// The layout of c2sp.org/tlog-tiles: the tile (L, N) holds up to 256 hashes of nodes of height 8·L,
// from node 256·N on, one after the other. A full tile never changes.
inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr std::size_t kTileBytes = kTileWidth * kHashBytes;
inline constexpr int kTileLevelsMax = 8;

struct TileId {
  int level = 0;
  std::uint64_t index = 0;
  auto operator<=>(const TileId&) const = default;
};

// How many hashes the tile has in a tree of `size` leaves: 0 to kTileWidth.
std::uint64_t TileWidth(const TileId& tile, std::uint64_t size);

// The root of the subtree over a power of two of hashes of one height.
Hash SubtreeRoot(std::string_view hashes);

struct FullTile {
  TileId id;
  std::string hashes;  // kTileBytes.
};

// Reads the hashes of a tile that a tree has, the first `width` of them (see TileWidth).
using ReadTile =
    absl::FunctionRef<absl::StatusOr<std::string>(const TileId& tile, std::uint64_t width)>;

// The same, with the length checked. DATA_LOSS: the tile has another one.
absl::StatusOr<std::string> ReadWholeTile(const TileId& tile, std::uint64_t width, ReadTile read);

// A tree that grows and hands out each tile as it becomes full. Holds its frontier and the tile
// that isn't full of each level, at most 8 KiB each. Not thread-safe; to be copied with care.
class GrowingTree {
 public:
  GrowingTree() = default;

  std::uint64_t size() const { return frontier_.size(); }
  const Frontier& frontier() const { return frontier_; }
  // The hashes of the last tile of a level, fewer than kTileWidth.
  const std::string& edge(int level) const { return edges_.at(static_cast<std::size_t>(level)); }

  // Tiles that became full are appended to `full`, the lowest level first.
  void Append(const Hash& leaf, std::vector<FullTile>& full);

  // The tree of `size` leaves, from its level-0 edge and its full tiles: reads at most 255 tiles
  // of each level. DATA_LOSS: a tile has another length.
  static absl::StatusOr<GrowingTree> Load(std::uint64_t size, ReadTile read);

 private:
  Frontier frontier_;
  std::array<std::string, kTileLevelsMax> edges_;
};

}  // namespace debut::transparency
