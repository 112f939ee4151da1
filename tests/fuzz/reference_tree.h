#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "transparency/hash.h"
#include "transparency/proofs.h"

namespace debut::fuzz {

inline constexpr std::uint64_t kReferenceEntries = 600;

// A log of which everything is known: what proofs and receipts are held against.
class ReferenceTree {
 public:
  ReferenceTree();

  // Of the entry at an index, below kReferenceEntries.
  const std::string& entry(std::uint64_t index) const { return entries_.at(index); }
  const transparency::Hash& leaf(std::uint64_t index) const { return leaves_.at(index); }

  // Of the tree of the first `size` entries; not of none, and kReferenceEntries at most.
  const transparency::Hash& Root(std::uint64_t size) const { return roots_.at(size); }
  transparency::Proof Inclusion(std::uint64_t index, std::uint64_t size) const;
  transparency::Proof Consistency(std::uint64_t old_size, std::uint64_t new_size) const;

 private:
  absl::StatusOr<std::string> ReadTile(const transparency::TileId& tile, std::uint64_t width) const;

  std::vector<std::string> entries_;
  std::vector<transparency::Hash> leaves_;
  std::vector<transparency::Hash> roots_;  // By size.
};

const ReferenceTree& Reference();

}  // namespace debut::fuzz
