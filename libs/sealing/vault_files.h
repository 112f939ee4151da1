#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// How a vault lies on disk; see vault.h.
namespace debut::sealing {

inline constexpr char kKeysFolder[] = "keys";
inline constexpr char kTextsFolder[] = "texts";
inline constexpr char kComparisonKey[] = "comparison";
inline constexpr std::string_view kActive = "active\n";
inline constexpr std::string_view kErased = "erased\n";

// The name of a key's file, of the folder of its texts, of a text: the SHA-256 in hex.
std::string NameOf(std::string_view bytes);

absl::Status DiskError(const std::filesystem::path& path, int error);

// For the owner alone, from the beginning. Makes its parents, too.
absl::Status MakePrivateFolder(const std::filesystem::path& folder);

}  // namespace debut::sealing
