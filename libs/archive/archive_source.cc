#include "archive/archive_source.h"

#include <algorithm>

#include "base/status_macros.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"
#include "transparency/tile_path.h"

namespace debut::archive {

using transparency::kTileWidth;

absl::StatusOr<ArchiveSource> ArchiveSource::Open(Archive archive) {
  ASSIGN_OR_RETURN(std::string note, archive.CheckpointNote());
  ASSIGN_OR_RETURN(const auto head,
                   transparency::Checkpoint::FromText(transparency::TextOfNote(note)));
  return ArchiveSource(std::move(archive), std::move(note), head.size);
}

absl::Status ArchiveSource::ReadEntries(std::uint64_t first, std::uint64_t count,
                                        Visit visit) const {
  const std::uint64_t end = std::min(first + count, size_ + 1);
  while (first < end) {
    const std::uint64_t index = (first - 1) / kTileWidth;
    const std::uint64_t width = transparency::TileWidth({0, index}, size_);
    const std::uint64_t next = std::min(end, (index + 1) * kTileWidth + 1);
    const auto bundle = archive_.ReadEntries(index, width);
    if (bundle.ok()) {
      ASSIGN_OR_RETURN(const auto entries, transparency::SplitBundle(*bundle, width));
      for (; first < next; ++first) visit(first, "", entries[(first - 1) % kTileWidth]);
    } else if (!absl::IsNotFound(bundle.status())) {
      return bundle.status();
    }
    first = next;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ArchiveSource::ReadTile(const transparency::TileId& tile,
                                                    std::uint64_t width) const {
  return archive_.ReadTile(tile, width);
}

}  // namespace debut::archive
