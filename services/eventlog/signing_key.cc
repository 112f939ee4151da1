#include "services/eventlog/signing_key.h"

#include <fmt/format.h>
#include <sys/stat.h>

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
  if (file.may_create && !fs::exists(file.path)) {
    RETURN_IF_ERROR(archive::WriteFile(file.path, transparency::NoteSigner::MakeKeyPem(),
                                       archive::kReadableByOwner));
  }
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
