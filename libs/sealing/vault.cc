#include "sealing/vault.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/escaping.h"
#include "archive/files.h"
#include "debut/options/v1/sealed.pb.h"
#include "sealing/cipher.h"
#include "sealing/vault_files.h"
#include "transparency/hash.h"

namespace debut::sealing {
namespace {

namespace fs = std::filesystem;

std::string BoundTo(std::string_view field, std::string_view subject) {
  return fmt::format("debut sealed text v1\n{}\n{}\n", field, subject);
}

absl::Status Erased(const std::string& subject) {
  return absl::FailedPreconditionError(fmt::format("{} was erased", subject));
}

absl::Status SyncFolder(const fs::path& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT ? absl::OkStatus() : DiskError(folder, errno);
  const int synced = fsync(fd);
  const int error = errno;
  close(fd);
  return synced == 0 ? absl::OkStatus() : DiskError(folder, error);
}

// Overwrites what the file holds, where it lies; nothing if there is none.
absl::Status Overwrite(const fs::path& path) {
  const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT ? absl::OkStatus() : DiskError(path, errno);
  struct stat info {};
  bool done = fstat(fd, &info) == 0;
  const std::string zeros(static_cast<std::size_t>(done ? info.st_size : 0), '\0');
  done = done && pwrite(fd, zeros.data(), zeros.size(), 0) == info.st_size && fdatasync(fd) == 0;
  const int error = errno;
  close(fd);
  return done ? absl::OkStatus() : DiskError(path, error);
}

}  // namespace

Vault::Vault(fs::path directory) : directory_(std::move(directory)) {}

fs::path Vault::KeyFile(const std::string& subject) const {
  return directory_ / kKeysFolder / NameOf(subject);
}

fs::path Vault::TextsOf(const std::string& subject) const {
  return directory_ / kTextsFolder / NameOf(subject);
}

absl::StatusOr<std::string> Vault::ReadKey(const std::string& subject) const {
  ASSIGN_OR_RETURN(std::string file, archive::ReadFile(KeyFile(subject)));
  if (file.starts_with(kErased)) return Erased(subject);
  const std::string head = fmt::format("{}{}\n", kActive, subject);
  const bool fits = file.starts_with(head) && file.size() == head.size() + 2 * kKeyBytes + 1 &&
                    file.find_first_not_of("0123456789abcdef", head.size()) == file.size() - 1 &&
                    file.ends_with('\n');
  std::string key = fits ? absl::HexStringToBytes(file.substr(head.size(), 2 * kKeyBytes)) : "";
  Forget(file);
  if (!fits) return absl::DataLossError(fmt::format("the key of {} is damaged", subject));
  return key;
}

absl::StatusOr<std::string> Vault::KeyToSealWith(const std::string& subject) {
  absl::StatusOr<std::string> there = ReadKey(subject);
  if (!absl::IsNotFound(there.status())) return there;
  RETURN_IF_ERROR(MakePrivateFolder(directory_));
  RETURN_IF_ERROR(MakePrivateFolder(directory_ / kKeysFolder));
  std::string key = RandomBytes(kKeyBytes);
  std::string file = fmt::format("{}{}\n{}\n", kActive, subject, absl::BytesToHexString(key));
  const absl::Status written =
      archive::WriteFile(KeyFile(subject), file, archive::kReadableByOwner);
  Forget(file);
  RETURN_IF_ERROR(written);
  return key;
}

absl::StatusOr<std::string> Vault::ComparisonKey() {
  const fs::path path = directory_ / kKeysFolder / kComparisonKey;
  absl::StatusOr<std::string> there = archive::ReadFile(path);
  // A key that was cut off would make hashes that everybody can make.
  if (there.ok() && there->size() != kKeyBytes) {
    return absl::DataLossError(fmt::format("{} is damaged", path.string()));
  }
  if (!absl::IsNotFound(there.status())) return there;
  std::string key = RandomBytes(kKeyBytes);
  RETURN_IF_ERROR(archive::WriteFile(path, key, archive::kReadableByOwner));
  return key;
}

absl::StatusOr<SealedValue> Vault::Seal(std::string_view field, const std::string& subject,
                                        std::string_view text) {
  const auto* descriptor = FindSealedField(field);
  if (descriptor == nullptr || !IsSubject(subject) ||
      !subject.starts_with(SubjectOf(*descriptor, ""))) {
    return absl::InvalidArgumentError(fmt::format("{} is not sealed for {}", field, subject));
  }
  const std::lock_guard lock(mutex_);
  ASSIGN_OR_RETURN(std::string key, KeyToSealWith(subject));
  const std::string sealed = Encrypt(key, BoundTo(field, subject), text);
  SealedValue value{.digest = std::string(transparency::Bytes(transparency::Sha256(sealed)))};
  std::string hash_key = KeyedHash(key, "debut keyed hash v1");
  Forget(key);
  if (descriptor->options().GetExtension(options::v1::sealed_comparable)) {
    ASSIGN_OR_RETURN(hash_key, ComparisonKey());
  }
  std::string hashed = fmt::format("{}{}{}", field, '\0', text);
  value.keyed_hash = KeyedHash(hash_key, hashed);
  Forget(hashed);
  Forget(hash_key);
  RETURN_IF_ERROR(MakePrivateFolder(directory_ / kTextsFolder));
  RETURN_IF_ERROR(
      archive::WriteFile(TextsOf(subject) / NameOf(sealed), sealed, archive::kReadableByOwner));
  return value;
}

absl::Status Vault::Check(const std::string& subject, const std::string& digest) const {
  const fs::path path = TextsOf(subject) / absl::BytesToHexString(digest);
  ASSIGN_OR_RETURN(const std::string sealed, archive::ReadFile(path));
  if (transparency::Bytes(transparency::Sha256(sealed)) == digest) return absl::OkStatus();
  return absl::DataLossError(fmt::format("{} was changed", path.string()));
}

absl::StatusOr<std::string> Vault::Open(std::string_view field, const std::string& subject,
                                        const std::string& digest) const {
  const std::lock_guard lock(mutex_);
  absl::StatusOr<std::string> key = ReadKey(subject);
  if (absl::IsNotFound(key.status())) {
    return absl::FailedPreconditionError(fmt::format("there is no key of {}", subject));
  }
  RETURN_IF_ERROR(key.status());
  RETURN_IF_ERROR(Check(subject, digest));
  ASSIGN_OR_RETURN(const std::string sealed,
                   archive::ReadFile(TextsOf(subject) / absl::BytesToHexString(digest)));
  auto text = Decrypt(*key, BoundTo(field, subject), sealed);
  Forget(*key);
  return text;
}

bool Vault::HasKey(const std::string& subject) const {
  const std::lock_guard lock(mutex_);
  absl::StatusOr<std::string> key = ReadKey(subject);
  if (!key.ok()) return false;
  Forget(*key);
  return true;
}

absl::Status Vault::DestroyKey(const std::string& subject) {
  const std::lock_guard lock(mutex_);
  const fs::path path = KeyFile(subject);
  const fs::path draft = path.string() + ".new";  // A crash may have left one with the key.
  RETURN_IF_ERROR(Overwrite(draft));
  std::error_code ignored;
  fs::remove(draft, ignored);
  if (const auto file = archive::ReadFile(path); file.ok() && file->starts_with(kErased)) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(Overwrite(path));
  RETURN_IF_ERROR(MakePrivateFolder(directory_));
  RETURN_IF_ERROR(MakePrivateFolder(directory_ / kKeysFolder));
  return archive::WriteFile(path, fmt::format("{}{}\n", kErased, subject),
                            archive::kReadableByOwner);
}

absl::Status Vault::PurgeTexts(const std::string& subject) {
  const std::lock_guard lock(mutex_);
  std::error_code error;
  fs::remove_all(TextsOf(subject), error);
  if (error) return DiskError(TextsOf(subject), error.value());
  return SyncFolder(directory_ / kTextsFolder);
}

absl::StatusOr<std::size_t> Vault::Sweep(
    absl::Time older_than, const std::function<bool(const std::string&)>& is_committed) {
  const std::lock_guard lock(mutex_);
  std::size_t removed = 0;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(directory_ / kTextsFolder, error)) {
    struct stat info {};
    if (stat(entry.path().c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
    if (absl::FromTimeT(info.st_mtime) >= older_than) continue;
    const std::string name = entry.path().stem().string();
    const bool is_draft = entry.path().extension() == ".new";
    if (!is_draft && is_committed(absl::HexStringToBytes(name))) continue;
    if (unlink(entry.path().c_str()) != 0) return DiskError(entry.path(), errno);
    ++removed;
  }
  return removed;
}

}  // namespace debut::sealing
