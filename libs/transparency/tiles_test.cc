#include "transparency/tiles.h"

#include <gtest/gtest.h>

#include <map>

#include "transparency/proofs.h"

namespace debut::transparency {
namespace {

Hash Leaf(std::uint64_t index) { return LeafHash("leaf " + std::to_string(index)); }

// A tree with what it has handed out.
struct StoredTree {
  void GrowTo(std::uint64_t size) {
    std::vector<FullTile> full;
    while (tree.size() < size) {
      const Hash leaf = Leaf(tree.size());
      leaves.append(Bytes(leaf));
      tree.Append(leaf, full);
    }
    for (FullTile& tile : full) tiles.emplace(tile.id, std::move(tile.hashes));
  }

  absl::StatusOr<std::string> Read(const TileId& tile, std::uint64_t width) {
    if (width == kTileWidth) return tiles.at(tile);
    if (tile.level == 0) {
      return leaves.substr(tile.index * kTileBytes, width * kHashBytes);
    }
    return tree.edge(tile.level).substr(0, width * kHashBytes);
  }

  GrowingTree tree;
  std::map<TileId, std::string> tiles;
  std::string leaves;
};

TEST(TileWidth, IsWhatTheTreeHas) {
  EXPECT_EQ(TileWidth({0, 0}, 0), 0U);
  EXPECT_EQ(TileWidth({0, 0}, 255), 255U);
  EXPECT_EQ(TileWidth({0, 0}, 70'000), 256U);
  EXPECT_EQ(TileWidth({0, 273}, 70'000), 70'000U - 273 * 256);
  EXPECT_EQ(TileWidth({1, 1}, 70'000), 273U - 256);
  EXPECT_EQ(TileWidth({2, 0}, 70'000), 1U);
  EXPECT_EQ(TileWidth({2, 1}, 70'000), 0U);
}

TEST(GrowingTree, CompletesTheTilesOfEveryLevel) {
  StoredTree stored;
  stored.GrowTo(65'535);
  EXPECT_EQ(stored.tiles.size(), 255U);
  stored.GrowTo(65'536);
  EXPECT_EQ(stored.tiles.size(), 257U);
  const std::string& level1 = stored.tiles.at({1, 0});
  EXPECT_EQ(level1.size(), kTileBytes);
  EXPECT_EQ(stored.tree.frontier().Root(), SubtreeRoot(level1));
  EXPECT_EQ(HashFromBytes(std::string_view(level1).substr(3 * kHashBytes, kHashBytes)),
            SubtreeRoot(stored.tiles.at({0, 3})));
  EXPECT_EQ(stored.tree.edge(2), std::string(Bytes(stored.tree.frontier().Root())));
}

TEST(GrowingTree, IsLoadedFromItsTiles) {
  StoredTree stored;
  for (const std::uint64_t size : {0, 1, 2, 3, 255, 256, 257, 511, 1'000, 65'535, 65'536, 66'049}) {
    stored.GrowTo(size);
    auto loaded = GrowingTree::Load(
        size, [&](const TileId& id, std::uint64_t width) { return stored.Read(id, width); });
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    EXPECT_EQ(loaded->frontier(), stored.tree.frontier()) << size;
    for (int level = 0; level < kTileLevelsMax; ++level) {
      EXPECT_EQ(loaded->edge(level), stored.tree.edge(level)) << size << " at level " << level;
    }
  }
}

TEST(GrowingTree, IsNotLoadedFromAShortTile) {
  StoredTree stored;
  stored.GrowTo(600);
  stored.tiles.at({0, 1}).pop_back();
  const auto loaded = GrowingTree::Load(
      600, [&](const TileId& id, std::uint64_t width) { return stored.Read(id, width); });
  EXPECT_EQ(loaded.status().code(), absl::StatusCode::kDataLoss);
}

TEST(RootFromTiles, IsTheFrontiersRoot) {
  StoredTree stored;
  for (const std::uint64_t size : {0, 1, 255, 256, 700, 65'537, 66'000}) {
    stored.GrowTo(size);
    const auto root = RootFromTiles(
        size, [&](const TileId& id, std::uint64_t width) { return stored.Read(id, width); });
    ASSERT_TRUE(root.ok());
    EXPECT_EQ(*root, stored.tree.frontier().Root()) << size;
  }
}

}  // namespace
}  // namespace debut::transparency
