#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "archive/archive.h"
#include "archive/findings.h"
#include "archive/log_source.h"
#include "archive/range_check.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"

namespace debut::archive {

struct VerifyOptions {
  std::vector<transparency::NoteVerifier> verifiers = {};  // Whom the auditor trusts; not empty.
  std::filesystem::path heads_file = {};                   // Empty: only the log's own head.
  Coverage coverage = {};
  // The same log elsewhere: names the first entry that differs where a head does. May be null.
  const LogSource* reference = nullptr;
  OnEntry on_entry = {};
  int threads = 0;  // 0: as many as there are cores.
};

struct VerifyResult {
  transparency::Checkpoint head;  // The log's own, or that of its entries.
  std::uint64_t heads_count = 0;  // Signed heads that the entries were compared with.
  std::uint64_t hashed = 0;       // Entries that were hashed.
  std::vector<Finding> findings;  // Empty: everything agrees.
  bool whole = false;             // Every entry was found where it should be.
};

// Returning false stops with CANCELLED.
using VerifyProgress = absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)>;

// Hashes every entry again, compares tiles, positions and times, and the tree at every size for
// which a head was signed. Reads the log once, on several threads, with a bounded amount of memory.
// The first entry at a wrong place ends it, since nothing after it can agree.
// CANCELLED: `progress` returned false. UNAVAILABLE: the log can't be read.
absl::StatusOr<VerifyResult> VerifyLog(const LogSource& source, const VerifyOptions& options,
                                       VerifyProgress progress);

// The same for an archive. NOT_FOUND: there is no checkpoint.
absl::StatusOr<VerifyResult> VerifyArchive(const Archive& archive, const VerifyOptions& options,
                                           VerifyProgress progress);

}  // namespace debut::archive
