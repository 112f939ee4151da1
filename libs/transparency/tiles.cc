#include "transparency/tiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "base/ensure.h"
#include "base/status_macros.h"

namespace debut::transparency {

std::uint64_t TileWidth(const TileId& tile, std::uint64_t size) {
  const std::uint64_t nodes = size >> (8 * tile.level);
  const std::uint64_t begin = tile.index * kTileWidth;
  return nodes <= begin ? 0 : std::min(kTileWidth, nodes - begin);
}

Hash SubtreeRoot(std::string_view hashes) {
  const std::size_t count = hashes.size() / kHashBytes;
  ENSURE(std::has_single_bit(count), "a full subtree has a power of two of hashes");
  Frontier frontier;
  for (std::size_t i = 0; i < count; ++i) {
    frontier.Append(HashFromBytes(hashes.substr(i * kHashBytes, kHashBytes)));
  }
  return frontier.nodes().front();
}

absl::StatusOr<std::string> ReadWholeTile(const TileId& tile, std::uint64_t width, ReadTile read) {
  ASSIGN_OR_RETURN(std::string hashes, read(tile, width));
  if (hashes.size() != width * kHashBytes) {
    return absl::DataLossError(fmt::format("tile {} of level {} has {} bytes instead of {}",
                                           tile.index, tile.level, hashes.size(),
                                           width * kHashBytes));
  }
  return hashes;
}

void GrowingTree::Append(const Hash& leaf, std::vector<FullTile>& full) {
  const std::uint64_t index = frontier_.size();
  frontier_.Append(leaf, [&](int height, const Hash& node) {
    if (height % 8 != 0) return;
    const int level = height / 8;
    std::string& edge = edges_.at(static_cast<std::size_t>(level));
    edge.append(Bytes(node));
    if (edge.size() < kTileBytes) return;
    FullTile& tile = full.emplace_back();
    tile.id = {level, (index >> height) / kTileWidth};
    tile.hashes.swap(edge);
  });
}

namespace {

// The last, not full tile of a level: given for level 0, else the roots of the full tiles below.
absl::StatusOr<std::string> LoadEdge(int level, std::uint64_t size, ReadTile read) {
  const std::uint64_t nodes = size >> (8 * level);
  const TileId last{level, nodes / kTileWidth};
  const std::uint64_t width = nodes % kTileWidth;
  if (level == 0) return width == 0 ? std::string() : ReadWholeTile(last, width, read);
  std::string edge;
  for (std::uint64_t i = 0; i < width; ++i) {
    const TileId child{level - 1, last.index * kTileWidth + i};
    ASSIGN_OR_RETURN(const std::string hashes, ReadWholeTile(child, kTileWidth, read));
    edge.append(Bytes(SubtreeRoot(hashes)));
  }
  return edge;
}

}  // namespace

absl::StatusOr<GrowingTree> GrowingTree::Load(std::uint64_t size, ReadTile read) {
  GrowingTree tree;
  std::vector<Hash> nodes;
  for (int level = kTileLevelsMax - 1; level >= 0; --level) {
    std::string& edge = tree.edges_.at(static_cast<std::size_t>(level));
    ASSIGN_OR_RETURN(edge, LoadEdge(level, size, read));
    // The bits of the width are the full subtrees of this level, the largest first.
    std::string_view rest = edge;
    for (std::size_t count = kTileWidth / 2; count > 0; count /= 2) {
      if ((rest.size() / kHashBytes & count) == 0) continue;
      nodes.push_back(SubtreeRoot(rest.substr(0, count * kHashBytes)));
      rest.remove_prefix(count * kHashBytes);
    }
  }
  tree.frontier_ = Frontier::Of(size, std::move(nodes));
  return tree;
}

}  // namespace debut::transparency
