#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "archive/log_source.h"
#include "archive/range_check.h"
#include "transparency/tiles.h"

namespace debut::archive {

// Compares the tiles that the entries give with those that are stored. Not thread-safe.
class TileComparison {
 public:
  // Both outlive it. `reference`: the same log elsewhere, or null.
  TileComparison(const LogSource& source, const LogSource* reference)
      : source_(source), reference_(reference) {}

  // UNAVAILABLE: the tiles can't be read.
  absl::Status Compare(const transparency::FullTile& tile);
  // What has not filled a tile, at the log's end.
  absl::Status ComparePartial(const transparency::GrowingTree& tree);
  // The leaf hashes that have not filled a tile, where the entries break off.
  absl::Status CompareEdge(const transparency::GrowingTree& tree);

  // The first of each stored tile that differs.
  const std::vector<Suspect>& suspects() const { return suspects_; }
  // Whether a stored leaf hash, here or elsewhere, is another one.
  bool Contradicts(std::uint64_t position) const;
  // 0: there is none.
  std::uint64_t first_difference_from_reference() const { return first_difference_; }

 private:
  absl::Status CompareWithSource(const transparency::TileId& tile, std::string_view hashes,
                                 std::uint64_t width);
  void CompareWithReference(const transparency::TileId& tile, std::string_view hashes);

  const LogSource& source_;
  const LogSource* const reference_;
  std::vector<Suspect> suspects_;
  std::uint64_t first_difference_ = 0;
};

}  // namespace debut::archive
