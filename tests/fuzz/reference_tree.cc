#include "tests/fuzz/reference_tree.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "transparency/frontier.h"

namespace debut::fuzz {

using transparency::Proof;
using transparency::TileId;

ReferenceTree::ReferenceTree() {
  transparency::Frontier frontier;
  roots_.push_back(frontier.Root());
  for (std::uint64_t i = 0; i < kReferenceEntries; ++i) {
    entries_.push_back(fmt::format("entry {}", i + 1));
    leaves_.push_back(transparency::LeafHash(entries_.back()));
    frontier.Append(leaves_.back());
    roots_.push_back(frontier.Root());
  }
}

// Every node is a root over its own leaves, hashed anew: slow, and nothing to get wrong.
absl::StatusOr<std::string> ReferenceTree::ReadTile(const TileId& tile, std::uint64_t width) const {
  std::string hashes;
  const std::uint64_t span = std::uint64_t{1} << (8 * tile.level);
  for (std::uint64_t i = 0; i < width; ++i) {
    transparency::Frontier node;
    const std::uint64_t first = (tile.index * transparency::kTileWidth + i) * span;
    for (std::uint64_t leaf = first; leaf < first + span; ++leaf) node.Append(leaves_.at(leaf));
    hashes.append(transparency::Bytes(node.Root()));
  }
  return hashes;
}

Proof ReferenceTree::Inclusion(std::uint64_t index, std::uint64_t size) const {
  const auto proof = transparency::InclusionProof(
      index, size,
      [this](const TileId& tile, std::uint64_t width) { return ReadTile(tile, width); });
  ENSURE(proof.ok(), "there is a proof for every entry");
  return *proof;
}

Proof ReferenceTree::Consistency(std::uint64_t old_size, std::uint64_t new_size) const {
  const auto proof = transparency::ConsistencyProof(
      old_size, new_size,
      [this](const TileId& tile, std::uint64_t width) { return ReadTile(tile, width); });
  ENSURE(proof.ok(), "a tree continues its beginnings");
  return *proof;
}

const ReferenceTree& Reference() {
  static const auto* const tree = new ReferenceTree();
  return *tree;
}

}  // namespace debut::fuzz
