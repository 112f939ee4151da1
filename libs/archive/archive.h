#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "transparency/tiles.h"

namespace debut::archive {

// The log as a directory of immutable files, c2sp.org/tlog-tiles: `checkpoint`, `tile/<L>/<N>`,
// `tile/entries/<N>`. A static web server or a copy of the folder is enough to audit it.
// Thread-safe. Reading gives NOT_FOUND for what isn't there, DATA_LOSS for what is malformed.
class Archive {
 public:
  explicit Archive(std::filesystem::path directory) : directory_(std::move(directory)) {}

  const std::filesystem::path& directory() const { return directory_; }

  // The signed head, as a note.
  absl::StatusOr<std::string> CheckpointNote() const;
  // The first `width` hashes of a tile.
  absl::StatusOr<std::string> ReadTile(const transparency::TileId& tile, std::uint64_t width) const;
  // The first `width` entries of a bundle, as one.
  absl::StatusOr<std::string> ReadEntries(std::uint64_t index, std::uint64_t width) const;

 private:
  std::filesystem::path directory_;
};

// Grows an archive. The files of a head are on disk before the head is; killed at any moment it
// goes on, and no file was wrong. Not thread-safe.
class ArchiveWriter {
 public:
  // Goes on from the first `size` entries, which the archive has.
  static absl::StatusOr<ArchiveWriter> Open(const Archive& archive, std::uint64_t size);

  std::uint64_t size() const { return tree_.size(); }
  transparency::Hash Root() const { return tree_.frontier().Root(); }

  // Hashes the entry and writes each bundle and tile that it fills.
  // DATA_LOSS: the archive holds another one.
  absl::Status Add(std::string_view entry);
  // Makes the entries added so far readable under `note`, the signed checkpoint of their tree.
  // Partial files go once the whole ones are there.
  absl::Status Publish(std::string_view note);
  // Only the partial files that a head of the present size needs.
  absl::Status WritePartialFiles();

 private:
  ArchiveWriter(const Archive& archive, transparency::GrowingTree tree, std::string bundle)
      : archive_(archive), tree_(std::move(tree)), bundle_(std::move(bundle)) {}

  absl::Status Write(const std::string& path, std::string_view bytes) const;

  Archive archive_;
  transparency::GrowingTree tree_;
  std::string bundle_;                  // Of the entries that fill no whole one yet.
  std::vector<std::string> completed_;  // Files that are whole since the last head.
};

}  // namespace debut::archive
