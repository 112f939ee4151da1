#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace debut::sealing {

struct MirroredVault {
  std::size_t keys_copied = 0;
  std::size_t texts_copied = 0;
  std::size_t erased = 0;  // Subjects whose key was destroyed in the mirror.
  std::size_t keys = 0;    // That the mirror has now, tombstones not counted.
  std::size_t texts = 0;
  // What does not agree and was left as it is, each with its file.
  std::vector<std::string> differences;
};

// Brings the vault `to` up to the vault `from`, which may be in use: a backup of the keys of sealed
// texts; with the two exchanged, its restore. Keys and texts never change, so that one copy is
// all there is to keep, and an erasure is carried over to it: the key is destroyed in the mirror
// and its texts are removed. A tombstone wins on either side; what `from` has lost stays in `to`.
// Every text is hashed, on both sides. Killed at any moment, the same call goes on.
// UNAVAILABLE: the disk.
absl::StatusOr<MirroredVault> MirrorVault(const std::filesystem::path& from,
                                          const std::filesystem::path& to);

}  // namespace debut::sealing
