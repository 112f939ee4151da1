#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Files that are whole and on disk, or not there. UNAVAILABLE: the disk can't be read or written.
namespace debut::archive {

inline constexpr mode_t kReadableByAll = 0644;
inline constexpr mode_t kReadableByOwner = 0600;

// NOT_FOUND: there is no such file.
absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path);

// Puts the bytes in the place of whatever the file held, and makes the folders that it needs. A
// crash leaves the old file or the new one. `mode`: who may read it, from its first byte on.
absl::Status WriteFile(const std::filesystem::path& path, std::string_view bytes,
                       mode_t mode = kReadableByAll);

// The same for a file that never changes. DATA_LOSS: it holds other bytes.
absl::Status WriteImmutableFile(const std::filesystem::path& path, std::string_view bytes);

// Writes behind what the file holds. A crash may leave a part of the bytes.
absl::Status AppendToFile(const std::filesystem::path& path, std::string_view bytes);

}  // namespace debut::archive
