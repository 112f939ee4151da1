#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace debut::archive {

// What can be wrong with a log. The names are stable.
enum class FindingCode {
  kAltered,        // An entry is not what was hashed.
  kRemoved,        // Entries are missing before this one.
  kInserted,       // An entry stands there twice, or one more does.
  kReordered,      // An entry stands at another's place.
  kTruncated,      // The end is missing.
  kRollback,       // The log is shorter than a head that was signed.
  kFork,           // The events don't give a head that was signed.
  kBadSignature,   // A head isn't signed by the key that is trusted.
  kUnwitnessed,    // A head isn't cosigned by as many witnesses as it should be.
  kTileMismatch,   // A stored hash isn't that of the entries.
  kIndexMismatch,  // The index isn't that of the entries.
  // What lies beside the log, and the log commits to.
  kSealedMissing,      // A sealed text isn't there, or isn't the one; or its key isn't.
  kErasureIncomplete,  // What was erased is there, or the erasure wasn't completed.
};
std::string_view NameOf(FindingCode code);  // "ALTERED"

struct Finding {
  FindingCode code = FindingCode::kAltered;
  std::uint64_t position = 0;  // The first bad one; 0: none can be named.
  std::string text = {};
};

}  // namespace debut::archive
