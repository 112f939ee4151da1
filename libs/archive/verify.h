#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "archive/archive.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"

namespace debut::archive {

// What can be wrong with a log. The names are stable.
enum class FindingCode {
  kAltered,       // An entry is not what was hashed.
  kRemoved,       // Entries are missing before this one.
  kInserted,      // An entry stands there twice, or one more does.
  kReordered,     // An entry stands at another's place.
  kTruncated,     // The end is missing.
  kRollback,      // The log is shorter than a head that was signed.
  kFork,          // The events don't give a head that was signed.
  kBadSignature,  // A head isn't signed by the key that is trusted.
  kTileMismatch,  // A tile isn't that of the entries.
};
std::string_view NameOf(FindingCode code);  // "ALTERED"

struct Finding {
  FindingCode code;
  std::uint64_t position = 0;  // The first bad one; 0: none can be named.
  std::string text;
};

struct VerifyOptions {
  std::vector<transparency::NoteVerifier> verifiers;  // Whom the auditor trusts; not empty.
  std::filesystem::path heads_file;                   // Empty: only the archive's own head.
};

struct VerifyResult {
  transparency::Checkpoint head;  // The archive's.
  std::uint64_t heads_count = 0;  // Signed heads that the entries were compared with.
  std::vector<Finding> findings;  // Empty: everything agrees.
};

// Hashes every entry again, compares tiles, positions and times, and the tree at every size for
// which a head was signed. Reads the archive once, with a bounded amount of memory. The first wrong
// entry ends it, since nothing after it can agree. NOT_FOUND: there is no checkpoint.
// CANCELLED: `progress` returned false.
absl::StatusOr<VerifyResult> VerifyArchive(
    const Archive& archive, const VerifyOptions& options,
    absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)> progress);

}  // namespace debut::archive
