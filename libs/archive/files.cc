#include "archive/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/status_macros.h"

namespace debut::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadBytes = 1 << 14;

absl::Status DiskError(const fs::path& path) {
  return absl::UnavailableError(fmt::format("{}: {}", path.string(), std::strerror(errno)));
}

// Closes what it holds.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags, mode_t mode = kReadableByAll)
      : fd_(open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }

 private:
  int fd_;
};

absl::Status WriteAndSync(const fs::path& path, int flags, mode_t mode, std::string_view bytes) {
  const Descriptor file(path, flags, mode);
  if (file.get() < 0) return DiskError(path);
  while (!bytes.empty()) {
    const ssize_t written = write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return DiskError(path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(file.get()) == 0 ? absl::OkStatus() : DiskError(path);
}

absl::Status SyncFolder(const fs::path& folder) {
  const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY);
  if (descriptor.get() < 0 || fsync(descriptor.get()) != 0) return DiskError(folder);
  return absl::OkStatus();
}

// Makes the folder and those above it; each is known to the one above when this returns.
absl::Status MakeFolder(const fs::path& folder) {
  if (folder.empty() || fs::exists(folder)) return absl::OkStatus();
  RETURN_IF_ERROR(MakeFolder(folder.parent_path()));
  std::error_code error;
  fs::create_directory(folder, error);
  if (error) return absl::UnavailableError(fmt::format("{}: {}", folder.string(), error.message()));
  const fs::path above = folder.parent_path();
  return above.empty() ? absl::OkStatus() : SyncFolder(above);
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file && errno == ENOENT) return absl::NotFoundError(fmt::format("no {}", path.string()));
  if (!file) return DiskError(path);
  std::string bytes;
  // Not by iterators, which throw where the disk refuses.
  std::array<char, kReadBytes> part;
  while (file.read(part.data(), part.size()) || file.gcount() > 0) {
    bytes.append(part.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return DiskError(path);
  return bytes;
}

absl::Status WriteFile(const fs::path& path, std::string_view bytes, mode_t mode) {
  RETURN_IF_ERROR(MakeFolder(path.parent_path()));
  const fs::path draft = path.string() + ".new";
  unlink(draft.c_str());  // A crash may have left one, with another mode.
  RETURN_IF_ERROR(WriteAndSync(draft, O_WRONLY | O_CREAT | O_EXCL, mode, bytes));
  if (rename(draft.c_str(), path.c_str()) != 0) return DiskError(path);
  return SyncFolder(path.parent_path());
}

absl::Status WriteImmutableFile(const fs::path& path, std::string_view bytes) {
  const absl::StatusOr<std::string> there = ReadFile(path);
  if (absl::IsNotFound(there.status())) return WriteFile(path, bytes);
  RETURN_IF_ERROR(there.status());
  if (*there == bytes) return absl::OkStatus();
  return absl::DataLossError(fmt::format("{} holds other bytes", path.string()));
}

absl::Status AppendToFile(const fs::path& path, std::string_view bytes) {
  RETURN_IF_ERROR(MakeFolder(path.parent_path()));
  const bool is_new = !fs::exists(path);
  RETURN_IF_ERROR(WriteAndSync(path, O_WRONLY | O_CREAT | O_APPEND, kReadableByAll, bytes));
  return is_new ? SyncFolder(path.parent_path()) : absl::OkStatus();
}

}  // namespace debut::archive
