#include "archive/findings.h"

namespace debut::archive {

std::string_view NameOf(FindingCode code) {
  switch (code) {
    case FindingCode::kAltered:
      return "ALTERED";
    case FindingCode::kRemoved:
      return "REMOVED";
    case FindingCode::kInserted:
      return "INSERTED";
    case FindingCode::kReordered:
      return "REORDERED";
    case FindingCode::kTruncated:
      return "TRUNCATED";
    case FindingCode::kRollback:
      return "ROLLBACK";
    case FindingCode::kFork:
      return "FORK";
    case FindingCode::kBadSignature:
      return "BAD_SIGNATURE";
    case FindingCode::kUnwitnessed:
      return "UNWITNESSED";
    case FindingCode::kTileMismatch:
      return "TILE_MISMATCH";
    case FindingCode::kIndexMismatch:
      return "INDEX_MISMATCH";
    case FindingCode::kSealedMissing:
      return "SEALED_MISSING";
    case FindingCode::kErasureIncomplete:
      return "ERASURE_INCOMPLETE";
  }
  return "";
}

}  // namespace debut::archive
