#include "archive/tile_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "transparency/tile_path.h"

namespace debut::archive {
namespace {

using transparency::kHashBytes;
using transparency::kTileWidth;
using transparency::TileId;

// The number of the first hash that differs, as far as both go.
std::optional<std::uint64_t> FirstDifference(std::string_view a, std::string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  const auto [differs, unused] = std::mismatch(a.begin(), a.begin() + length, b.begin());
  const auto at = static_cast<std::size_t>(differs - a.begin());
  if (at == length) return std::nullopt;
  return at / kHashBytes;
}

// The positions below the hash number `i` of a tile.
Suspect Below(const TileId& tile, std::uint64_t i, std::string text) {
  const int bits = 8 * tile.level;
  const std::uint64_t node = tile.index * kTileWidth + i;
  Suspect suspect{(node << bits) + 1, (node + 1) << bits, std::move(text)};
  if (tile.level > 0)
    suspect.text += fmt::format(", below which are {} positions", std::uint64_t{1} << bits);
  return suspect;
}

}  // namespace

absl::Status TileComparison::CompareWithSource(const TileId& tile, std::string_view hashes,
                                               std::uint64_t width) {
  const std::string name = transparency::TilePath(tile, width);
  const auto stored = source_.ReadTile(tile, width);
  if (absl::IsUnavailable(stored.status())) return stored.status();
  if (!stored.ok()) {
    suspects_.push_back(
        Below(tile, 0, fmt::format("{}: {}", name, std::string(stored.status().message()))));
  } else if (const auto differs = FirstDifference(hashes, *stored)) {
    suspects_.push_back(Below(tile, *differs, fmt::format("{} isn't that of the entries", name)));
  }
  return absl::OkStatus();
}

void TileComparison::CompareWithReference(const TileId& tile, std::string_view hashes) {
  if (reference_ == nullptr || first_difference_ > 0 || tile.level > 0) return;
  const std::uint64_t width =
      std::min(transparency::TileWidth(tile, reference_->size()), hashes.size() / kHashBytes);
  if (width == 0) return;
  const auto theirs = reference_->ReadTile(tile, transparency::TileWidth(tile, reference_->size()));
  if (!theirs.ok()) return;
  if (const auto differs = FirstDifference(hashes, *theirs)) {
    first_difference_ = tile.index * kTileWidth + *differs + 1;
  }
}

absl::Status TileComparison::Compare(const transparency::FullTile& tile) {
  CompareWithReference(tile.id, tile.hashes);
  if (source_.tiles() == LogSource::Tiles::kNone) return absl::OkStatus();
  return CompareWithSource(tile.id, tile.hashes, kTileWidth);
}

absl::Status TileComparison::ComparePartial(const transparency::GrowingTree& tree) {
  for (int level = 0; level < transparency::kTileLevelsMax; ++level) {
    const std::string& edge = tree.edge(level);
    if (edge.empty()) continue;
    const TileId tile{level, (tree.size() >> (8 * level)) / kTileWidth};
    CompareWithReference(tile, edge);
    if (source_.tiles() != LogSource::Tiles::kAll) continue;
    const absl::Status compared = CompareWithSource(tile, edge, edge.size() / kHashBytes);
    if (!compared.ok()) return compared;
  }
  return absl::OkStatus();
}

absl::Status TileComparison::CompareEdge(const transparency::GrowingTree& tree) {
  const std::string& edge = tree.edge(0);
  if (edge.empty()) return absl::OkStatus();
  const TileId tile{0, tree.size() / kTileWidth};
  CompareWithReference(tile, edge);
  const std::uint64_t width = transparency::TileWidth(tile, source_.size());
  const bool stored = source_.tiles() == LogSource::Tiles::kAll ||
                      (source_.tiles() == LogSource::Tiles::kFull && width == kTileWidth);
  return stored ? CompareWithSource(tile, edge, width) : absl::OkStatus();
}

bool TileComparison::Contradicts(std::uint64_t position) const {
  return first_difference_ == position ||
         std::ranges::any_of(suspects_, [&](const Suspect& suspect) {
           return suspect.first == position && suspect.last == position;
         });
}

}  // namespace debut::archive
