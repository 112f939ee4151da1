#include "services/eventlog/signing_key.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "archive/files.h"
#include "base/status_macros.h"

namespace debut::eventlog {
namespace {

namespace fs = std::filesystem;

absl::Status Wrong(const fs::path& path, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("signing key {}: {}", path.string(), what));
}

// Readable by its owner from its first byte on, and never half there.
absl::Status Create(const fs::path& path) {
  const std::string pem = transparency::NoteSigner::MakeKeyPem();
  const fs::path draft = path.string() + ".new";
  unlink(draft.c_str());
  const int fd = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const bool written = fd >= 0 &&
                       write(fd, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size()) &&
                       fsync(fd) == 0;
  const int error = errno;
  if (fd >= 0) close(fd);
  if (written && rename(draft.c_str(), path.c_str()) == 0) return absl::OkStatus();
  return absl::UnavailableError(
      fmt::format("signing key {}: {}", path.string(), std::strerror(error)));
}

absl::StatusOr<std::string> ReadSecret(const fs::path& path) {
  struct stat facts {};
  if (stat(path.c_str(), &facts) != 0) return Wrong(path, std::strerror(errno));
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Wrong(path, fmt::format("others can read it; chmod 600 {}", path.string()));
  }
  return archive::ReadFile(path);
}

}  // namespace

absl::StatusOr<transparency::NoteSigner> LoadSigningKey(const SigningKeyFile& file,
                                                        const std::string& name) {
  if (file.may_create && !fs::exists(file.path)) RETURN_IF_ERROR(Create(file.path));
  ASSIGN_OR_RETURN(const std::string pem, ReadSecret(file.path));
  std::string password;
  if (!file.password_file.empty()) {
    ASSIGN_OR_RETURN(password, ReadSecret(file.password_file));
    password = password.substr(0, password.find('\n'));
  }
  auto signer = transparency::NoteSigner::FromPem(name, pem, password);
  if (!signer.ok()) return Wrong(file.path, std::string(signer.status().message()));
  return signer;
}

}  // namespace debut::eventlog
