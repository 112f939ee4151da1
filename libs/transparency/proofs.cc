#include "transparency/proofs.h"

#include <fmt/format.h>

#include <bit>

#include "base/ensure.h"
#include "base/status_macros.h"

namespace debut::transparency {
namespace {

// Where RFC 6962 splits a tree of `size` > 1 leaves: the largest power of two below it.
std::uint64_t Split(std::uint64_t size) { return std::bit_floor(size - 1); }

// Audit paths of a tree of `size` leaves.
class PathFinder {
 public:
  PathFinder(std::uint64_t size, ReadTile read) : size_(size), read_(read) {}

  // The root over the leaves [begin, end), where `begin` is a multiple of bit_ceil(end − begin).
  absl::StatusOr<Hash> Root(std::uint64_t begin, std::uint64_t end) const {
    const std::uint64_t last = std::uint64_t{1} << std::countr_zero(end - begin);
    ASSIGN_OR_RETURN(Hash root, FullSubtree(end - last, last));
    for (end -= last; end > begin;) {
      const std::uint64_t width = std::uint64_t{1} << std::countr_zero(end - begin);
      ASSIGN_OR_RETURN(const Hash left, FullSubtree(end - width, width));
      root = NodeHash(left, root);
      end -= width;
    }
    return root;
  }

  absl::Status Include(std::uint64_t index, std::uint64_t begin, std::uint64_t end,
                       Proof& proof) const {
    if (end - begin == 1) return absl::OkStatus();
    const std::uint64_t middle = begin + Split(end - begin);
    if (index < middle) {
      RETURN_IF_ERROR(Include(index, begin, middle, proof));
      return AddRoot(middle, end, proof);
    }
    RETURN_IF_ERROR(Include(index, middle, end, proof));
    return AddRoot(begin, middle, proof);
  }

  // `known`: the verifier has the root of [begin, end) already, as that of the old tree.
  absl::Status Extend(std::uint64_t old_size, std::uint64_t begin, std::uint64_t end, bool known,
                      Proof& proof) const {
    if (old_size == end) return known ? absl::OkStatus() : AddRoot(begin, end, proof);
    const std::uint64_t middle = begin + Split(end - begin);
    if (old_size <= middle) {
      RETURN_IF_ERROR(Extend(old_size, begin, middle, known, proof));
      return AddRoot(middle, end, proof);
    }
    RETURN_IF_ERROR(Extend(old_size, middle, end, false, proof));
    return AddRoot(begin, middle, proof);
  }

 private:
  absl::StatusOr<Hash> FullSubtree(std::uint64_t begin, std::uint64_t width) const {
    const int height = std::countr_zero(width);
    return NodeFromTiles(height, begin >> height, size_, read_);
  }

  absl::Status AddRoot(std::uint64_t begin, std::uint64_t end, Proof& proof) const {
    ASSIGN_OR_RETURN(const Hash root, Root(begin, end));
    proof.push_back(root);
    return absl::OkStatus();
  }

  const std::uint64_t size_;
  const ReadTile read_;
};

// The way from a leaf or an old tree's edge up to the root: the node's number in its row, and that
// of the row's last node.
struct Climb {
  std::uint64_t node;
  std::uint64_t last;

  bool AtRoot() const { return last == 0; }
  // Whether the next hash of the path stands to the left.
  bool FromLeft() const { return (node & 1) == 1 || node == last; }

  void Up() {
    node >>= 1;
    last >>= 1;
  }
  // A last node without a sibling goes up as it is.
  void SkipRowsWithoutSibling() {
    while ((node & 1) == 0 && node != 0) Up();
  }
};

}  // namespace

absl::StatusOr<Hash> NodeFromTiles(int height, std::uint64_t index, std::uint64_t size,
                                   ReadTile read) {
  ENSURE(index < size >> height, "the tree has no such full subtree");
  const int level = height / 8;
  const std::uint64_t count = std::uint64_t{1} << (height % 8);
  const std::uint64_t first = index * count;
  const TileId tile{level, first / kTileWidth};
  ASSIGN_OR_RETURN(const std::string hashes, ReadWholeTile(tile, TileWidth(tile, size), read));
  return SubtreeRoot(
      std::string_view(hashes).substr(first % kTileWidth * kHashBytes, count * kHashBytes));
}

absl::StatusOr<Hash> RootFromTiles(std::uint64_t size, ReadTile read) {
  if (size == 0) return EmptyRoot();
  return PathFinder(size, read).Root(0, size);
}

absl::StatusOr<Proof> InclusionProof(std::uint64_t index, std::uint64_t size, ReadTile read) {
  if (index >= size) {
    return absl::InvalidArgumentError(fmt::format("a tree of {} has no leaf {}", size, index));
  }
  Proof proof;
  RETURN_IF_ERROR(PathFinder(size, read).Include(index, 0, size, proof));
  return proof;
}

absl::StatusOr<Proof> ConsistencyProof(std::uint64_t old_size, std::uint64_t new_size,
                                       ReadTile read) {
  if (old_size == 0 || old_size > new_size) {
    return absl::InvalidArgumentError(
        fmt::format("no consistency proof from size {} to {}", old_size, new_size));
  }
  Proof proof;
  RETURN_IF_ERROR(PathFinder(new_size, read).Extend(old_size, 0, new_size, true, proof));
  return proof;
}

absl::Status VerifyInclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                             const Proof& proof, const Hash& root) {
  if (index >= size) {
    return absl::InvalidArgumentError(fmt::format("a tree of {} has no leaf {}", size, index));
  }
  Climb climb{index, size - 1};
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (climb.AtRoot()) return absl::DataLossError("the inclusion proof is too long");
    if (climb.FromLeft()) {
      hash = NodeHash(sibling, hash);
      climb.SkipRowsWithoutSibling();
    } else {
      hash = NodeHash(hash, sibling);
    }
    climb.Up();
  }
  if (!climb.AtRoot()) return absl::DataLossError("the inclusion proof is too short");
  if (hash != root) return absl::DataLossError("the inclusion proof leads to another root");
  return absl::OkStatus();
}

absl::Status VerifyConsistency(std::uint64_t old_size, std::uint64_t new_size, const Hash& old_root,
                               const Hash& new_root, const Proof& proof) {
  if (old_size == 0 || old_size > new_size) {
    return absl::InvalidArgumentError(
        fmt::format("nothing can be proved from size {} to {}", old_size, new_size));
  }
  if (old_size == new_size) {
    if (proof.empty() && old_root == new_root) return absl::OkStatus();
    return absl::DataLossError("two different trees of the same size");
  }
  if (proof.empty()) return absl::DataLossError("the consistency proof is too short");
  // A full old tree is a node of the new one: its root is the start, and not repeated.
  const bool full = std::has_single_bit(old_size);
  Climb climb{old_size - 1, new_size - 1};
  while ((climb.node & 1) == 1) climb.Up();
  Hash old_hash = full ? old_root : proof.front();
  Hash new_hash = old_hash;
  for (std::size_t i = full ? 0 : 1; i < proof.size(); ++i) {
    if (climb.AtRoot()) return absl::DataLossError("the consistency proof is too long");
    if (climb.FromLeft()) {
      old_hash = NodeHash(proof[i], old_hash);
      new_hash = NodeHash(proof[i], new_hash);
      climb.SkipRowsWithoutSibling();
    } else {
      new_hash = NodeHash(new_hash, proof[i]);
    }
    climb.Up();
  }
  if (!climb.AtRoot()) return absl::DataLossError("the consistency proof is too short");
  if (old_hash != old_root || new_hash != new_root) {
    return absl::DataLossError("the consistency proof leads to another root");
  }
  return absl::OkStatus();
}

}  // namespace debut::transparency
