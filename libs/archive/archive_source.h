#pragma once

#include <string>

#include "archive/archive.h"
#include "archive/log_source.h"

namespace debut::archive {

// An archive as a log to be verified, up to its head. Thread-safe.
class ArchiveSource final : public LogSource {
 public:
  // NOT_FOUND: it has no checkpoint. INVALID_ARGUMENT: that is none; its signature isn't looked at.
  static absl::StatusOr<ArchiveSource> Open(Archive archive);

  std::uint64_t size() const override { return size_; }
  std::string note() const override { return note_; }
  absl::Status ReadEntries(std::uint64_t first, std::uint64_t count, Visit visit) const override;
  Tiles tiles() const override { return Tiles::kAll; }
  absl::StatusOr<std::string> ReadTile(const transparency::TileId& tile,
                                       std::uint64_t width) const override;

 private:
  ArchiveSource(Archive archive, std::string note, std::uint64_t size)
      : archive_(std::move(archive)), note_(std::move(note)), size_(size) {}

  Archive archive_;
  std::string note_;
  std::uint64_t size_;
};

}  // namespace debut::archive
