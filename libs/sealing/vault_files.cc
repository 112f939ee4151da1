#include "sealing/vault_files.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "transparency/hash.h"

namespace debut::sealing {

namespace fs = std::filesystem;

std::string NameOf(std::string_view bytes) {
  return transparency::ToHex(transparency::Sha256(bytes));
}

absl::Status DiskError(const fs::path& path, int error) {
  return absl::UnavailableError(fmt::format("{}: {}", path.string(), std::strerror(error)));
}

absl::Status MakePrivateFolder(const fs::path& folder) {
  if (fs::exists(folder)) return absl::OkStatus();
  std::error_code error;
  fs::create_directories(folder.parent_path(), error);
  if (mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return absl::OkStatus();
  return DiskError(folder, errno);
}

}  // namespace debut::sealing
