#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"
#include "transparency/proofs.h"

namespace debut::transparency {

// A receipt: everything that is needed to check offline that an entry is in a signed tree.
// c2sp.org/tlog-proof@v1, with the entry as its extra data.
struct TlogProof {
  std::string entry;
  std::uint64_t index = 0;
  Proof hashes;
  std::string note;  // The signed checkpoint.

  std::string ToText() const;
  // INVALID_ARGUMENT: not such a receipt.
  static absl::StatusOr<TlogProof> FromText(std::string_view text);

  // The head that the receipt proves the entry to be under. INVALID_ARGUMENT, DATA_LOSS: see
  // OpenNote() and VerifyInclusion().
  absl::StatusOr<Checkpoint> Verify(std::span<const NoteVerifier> verifiers) const;

  bool operator==(const TlogProof&) const = default;
};

}  // namespace debut::transparency
