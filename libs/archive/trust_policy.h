#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "transparency/note.h"

namespace debut::archive {

// Whom to trust, as a file: c2sp.org/tlog-policy, of which one group of witnesses is known here.
//
//   log <key>
//   witness <name> <key> [<url>]
//   group <name> <number>|any|all <name> …
//   quorum <name>|none
struct TrustPolicy {
  struct Witness {
    std::string name;
    transparency::NoteVerifier verifier;
    std::string url;  // "http://host:port"; empty: it isn't asked.
  };
  std::vector<transparency::NoteVerifier> logs;
  std::vector<Witness> witnesses;
  std::size_t quorum = 0;  // How many of the witnesses have to cosign a head.

  // INVALID_ARGUMENT: names the line.
  static absl::StatusOr<TrustPolicy> FromText(std::string_view text);

  // How many witnesses have cosigned the note.
  std::size_t CosignaturesOf(std::string_view note) const;
};

}  // namespace debut::archive
