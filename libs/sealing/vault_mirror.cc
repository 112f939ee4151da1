#include "sealing/vault_mirror.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "archive/files.h"
#include "base/status_macros.h"
#include "sealing/cipher.h"
#include "sealing/vault.h"
#include "sealing/vault_files.h"

namespace debut::sealing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDraft = ".new";  // Of archive::WriteFile.

bool IsErased(std::string_view key) { return key.starts_with(kErased); }

// Overwritten, the tombstone not yet in its place.
bool IsBeingDestroyed(std::string_view key) {
  return key.find_first_not_of('\0') == std::string_view::npos;
}

// The second line of a key's file; empty if the file isn't that of the subject that it names.
std::string SubjectIn(const fs::path& file, std::string_view key) {
  for (const std::string_view state : {kActive, kErased}) {
    if (!key.starts_with(state)) continue;
    const std::string_view rest = key.substr(state.size());
    const std::string subject(rest.substr(0, rest.find('\n')));
    if (NameOf(subject) == file.filename()) return subject;
  }
  return "";
}

absl::StatusOr<std::set<std::string>> FilesIn(const fs::path& folder) {
  std::set<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() != kDraft) names.insert(entry->path().filename());
  }
  if (error && error != std::errc::no_such_file_or_directory)
    return DiskError(folder, error.value());
  return names;
}

class Mirror {
 public:
  Mirror(const fs::path& from, const fs::path& to) : from_(from), to_(to), vault_(to) {}

  absl::StatusOr<MirroredVault> Make() {
    RETURN_IF_ERROR(MakePrivateFolder(to_));
    RETURN_IF_ERROR(MakePrivateFolder(to_ / kKeysFolder));
    RETURN_IF_ERROR(MakePrivateFolder(to_ / kTextsFolder));
    // A text comes after its key into a vault, so that the other order finds each text's key.
    ASSIGN_OR_RETURN(const auto subjects, FilesIn(from_ / kTextsFolder));
    for (const std::string& subject : subjects) RETURN_IF_ERROR(CopyTexts(subject));
    ASSIGN_OR_RETURN(const auto keys, FilesIn(from_ / kKeysFolder));
    for (const std::string& key : keys) RETURN_IF_ERROR(CopyKey(from_ / kKeysFolder / key));
    RETURN_IF_ERROR(Count());
    return std::move(result_);
  }

 private:
  void Differs(const fs::path& file, std::string_view how) {
    result_.differences.push_back(fmt::format("{} {}", file.string(), how));
  }

  absl::Status CopyTexts(const std::string& subject) {
    ASSIGN_OR_RETURN(const auto texts, FilesIn(from_ / kTextsFolder / subject));
    for (const std::string& name : texts) {
      const fs::path source = from_ / kTextsFolder / subject / name;
      const fs::path copy = to_ / kTextsFolder / subject / name;
      if (fs::exists(copy)) continue;
      const auto text = archive::ReadFile(source);
      if (absl::IsNotFound(text.status())) continue;  // Purged or swept meanwhile.
      RETURN_IF_ERROR(text.status());
      if (NameOf(*text) != name) {
        Differs(source, "was changed");
        continue;
      }
      RETURN_IF_ERROR(archive::WriteFile(copy, *text, archive::kReadableByOwner));
      ++result_.texts_copied;
    }
    return absl::OkStatus();
  }

  absl::Status CopyKey(const fs::path& source) {
    const fs::path copy = to_ / kKeysFolder / source.filename();
    ASSIGN_OR_RETURN(std::string key, archive::ReadFile(source));
    absl::StatusOr<std::string> there = archive::ReadFile(copy);
    const absl::Status done = absl::IsNotFound(there.status()) || there.ok()
                                  ? CopyKey(source, key, copy, there.ok() ? &*there : nullptr)
                                  : there.status();
    Forget(key);
    if (there.ok()) Forget(*there);
    return done;
  }

  absl::Status CopyKey(const fs::path& source, const std::string& key, const fs::path& copy,
                       const std::string* there) {
    const std::string subject = SubjectIn(source, key);
    if (subject.empty() && source.filename() != kComparisonKey) {
      if (!IsBeingDestroyed(key)) Differs(source, "is damaged");
      return absl::OkStatus();
    }
    if (IsErased(key)) return Erase(subject, there);
    if (there == nullptr || IsBeingDestroyed(*there)) {
      ++result_.keys_copied;
      return archive::WriteFile(copy, key, archive::kReadableByOwner);
    }
    if (IsErased(*there)) {
      Differs(source, fmt::format("is of somebody who was erased, says {}", copy.string()));
      return vault_.PurgeTexts(subject);
    }
    if (*there != key) Differs(source, fmt::format("is another key than {}", copy.string()));
    return absl::OkStatus();
  }

  absl::Status Erase(const std::string& subject, const std::string* there) {
    if (there == nullptr || !IsErased(*there)) ++result_.erased;
    RETURN_IF_ERROR(vault_.DestroyKey(subject));
    return vault_.PurgeTexts(subject);
  }

  absl::Status Count() {
    ASSIGN_OR_RETURN(const auto keys, FilesIn(to_ / kKeysFolder));
    for (const std::string& name : keys) {
      ASSIGN_OR_RETURN(std::string key, archive::ReadFile(to_ / kKeysFolder / name));
      if (name != kComparisonKey && !IsErased(key)) ++result_.keys;
      Forget(key);
    }
    ASSIGN_OR_RETURN(const auto subjects, FilesIn(to_ / kTextsFolder));
    for (const std::string& subject : subjects) {
      ASSIGN_OR_RETURN(const auto texts, FilesIn(to_ / kTextsFolder / subject));
      for (const std::string& name : texts) {
        const fs::path file = to_ / kTextsFolder / subject / name;
        ASSIGN_OR_RETURN(const std::string text, archive::ReadFile(file));
        if (NameOf(text) != name) Differs(file, "was changed");
        ++result_.texts;
      }
    }
    return absl::OkStatus();
  }

  const fs::path from_;
  const fs::path to_;
  Vault vault_;
  MirroredVault result_;
};

}  // namespace

absl::StatusOr<MirroredVault> MirrorVault(const fs::path& from, const fs::path& to) {
  return Mirror(from, to).Make();
}

}  // namespace debut::sealing
