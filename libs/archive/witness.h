#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "transparency/note.h"
#include "transparency/proofs.h"

namespace debut::archive {

// What a log asks of a witness: c2sp.org/tlog-witness, add-checkpoint.
struct WitnessRequest {
  std::uint64_t old_size = 0;  // Of the head that the witness has cosigned last; 0: of none.
  transparency::Proof proof;   // That it is a prefix of the new one; empty for 0.
  std::string note;            // The new head, signed by the log.

  std::string ToText() const;
  // INVALID_ARGUMENT: not such a request.
  static absl::StatusOr<WitnessRequest> FromText(std::string_view text);
};

// Cosigns heads of logs that it knows, each only if it continues the one before: who has seen a
// cosigned head can't be shown another history. The last head of each log is on disk before the
// cosignature is out. Not thread-safe.
class Witness {
 public:
  // `signer`: of kCosignature. `logs`: whose heads it looks at. `directory`: what it remembers.
  Witness(transparency::NoteSigner signer, std::vector<transparency::NoteVerifier> logs,
          std::filesystem::path directory);

  // The signature's line, to be put below the note. NOT_FOUND: not a log that it knows.
  // PERMISSION_DENIED: not signed by the log. FAILED_PRECONDITION: `old_size` isn't that of the
  // head which it remembers; the message is that size. DATA_LOSS: the head does not continue it.
  // UNAVAILABLE: it can't remember it.
  absl::StatusOr<std::string> Cosign(const WitnessRequest& request, std::int64_t unix_seconds);

  // The note that was cosigned last for a log; nothing: there is none.
  absl::StatusOr<std::optional<std::string>> LastOf(const std::string& origin) const;
  const transparency::NoteVerifier& verifier() const { return signer_.verifier(); }

 private:
  std::filesystem::path BookOf(const std::string& origin) const;

  const transparency::NoteSigner signer_;
  const std::vector<transparency::NoteVerifier> logs_;
  const std::filesystem::path directory_;
};

}  // namespace debut::archive
