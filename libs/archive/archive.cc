#include "archive/archive.h"

#include <fmt/format.h>

#include <system_error>

#include "archive/files.h"
#include "base/status_macros.h"
#include "transparency/tile_path.h"

namespace debut::archive {

using transparency::kHashBytes;
using transparency::kTileWidth;
using transparency::TileId;

absl::StatusOr<std::string> Archive::CheckpointNote() const {
  return ReadFile(directory_ / "checkpoint");
}

absl::StatusOr<std::string> Archive::ReadTile(const TileId& tile, std::uint64_t width) const {
  absl::StatusOr<std::string> hashes = ReadFile(directory_ / TilePath(tile, width));
  if (absl::IsNotFound(hashes.status()) && width < kTileWidth) {
    hashes = ReadFile(directory_ / TilePath(tile, kTileWidth));
  }
  RETURN_IF_ERROR(hashes.status());
  if (hashes->size() != width * kHashBytes && hashes->size() != kTileWidth * kHashBytes) {
    return absl::DataLossError(
        fmt::format("{} has {} bytes", TilePath(tile, width), hashes->size()));
  }
  return hashes->substr(0, width * kHashBytes);
}

absl::StatusOr<std::string> Archive::ReadEntries(std::uint64_t index, std::uint64_t width) const {
  absl::StatusOr<std::string> bundle =
      ReadFile(directory_ / transparency::EntriesPath(index, width));
  if (!absl::IsNotFound(bundle.status()) || width == kTileWidth) return bundle;
  ASSIGN_OR_RETURN(const std::string whole,
                   ReadFile(directory_ / transparency::EntriesPath(index, kTileWidth)));
  ASSIGN_OR_RETURN(const auto entries, transparency::SplitBundle(whole, kTileWidth));
  std::string first;
  for (std::uint64_t i = 0; i < width; ++i) transparency::AppendBundleEntry(entries[i], first);
  return first;
}

absl::StatusOr<ArchiveWriter> ArchiveWriter::Open(const Archive& archive, std::uint64_t size) {
  ASSIGN_OR_RETURN(auto tree, transparency::GrowingTree::Load(
                                  size, [&](const TileId& tile, std::uint64_t width) {
                                    return archive.ReadTile(tile, width);
                                  }));
  std::string bundle;
  if (const std::uint64_t width = size % kTileWidth; width > 0) {
    ASSIGN_OR_RETURN(bundle, archive.ReadEntries(size / kTileWidth, width));
  }
  return ArchiveWriter(archive, std::move(tree), std::move(bundle));
}

absl::Status ArchiveWriter::Write(const std::string& path, std::string_view bytes) const {
  return WriteImmutableFile(archive_.directory() / path, bytes);
}

absl::Status ArchiveWriter::Add(std::string_view entry) {
  std::vector<transparency::FullTile> full;
  tree_.Append(transparency::LeafHash(entry), full);
  transparency::AppendBundleEntry(entry, bundle_);
  if (size() % kTileWidth == 0) {
    const std::string path = transparency::EntriesPath(size() / kTileWidth - 1, kTileWidth);
    RETURN_IF_ERROR(Write(path, bundle_));
    completed_.push_back(path);
    bundle_.clear();
  }
  for (const transparency::FullTile& tile : full) {
    const std::string path = TilePath(tile.id, kTileWidth);
    RETURN_IF_ERROR(Write(path, tile.hashes));
    completed_.push_back(path);
  }
  return absl::OkStatus();
}

absl::Status ArchiveWriter::WritePartialFiles() {
  if (const std::uint64_t width = size() % kTileWidth; width > 0) {
    RETURN_IF_ERROR(Write(transparency::EntriesPath(size() / kTileWidth, width), bundle_));
  }
  for (int level = 0; level < transparency::kTileLevelsMax; ++level) {
    const std::string& edge = tree_.edge(level);
    if (edge.empty()) continue;
    const TileId tile{level, (size() >> (8 * level)) / kTileWidth};
    RETURN_IF_ERROR(Write(TilePath(tile, edge.size() / kHashBytes), edge));
  }
  return absl::OkStatus();
}

absl::Status ArchiveWriter::Publish(std::string_view note) {
  RETURN_IF_ERROR(WritePartialFiles());
  RETURN_IF_ERROR(WriteFile(archive_.directory() / "checkpoint", note));
  for (const std::string& path : completed_) {
    // What a crash leaves of them is right, only needless.
    std::error_code ignored;
    std::filesystem::remove_all(archive_.directory() / (path + ".p"), ignored);
  }
  completed_.clear();
  return absl::OkStatus();
}

}  // namespace debut::archive
