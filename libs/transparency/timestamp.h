#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

// Time stamps as RFC 3161 defines them: somebody else's word that bytes were there at a time. All
// functions are thread-safe.
namespace debut::transparency {

// The query over the SHA-256 of the bytes, DER: what goes to the authority.
std::string MakeTimestampQuery(std::string_view bytes);

// When the authority saw the bytes. `reply`: its answer, DER. `authorities`: certificates to trust,
// PEM. INVALID_ARGUMENT: not a reply, or no certificate. DATA_LOSS: the reply is of other bytes, is
// a refusal, or isn't by a trusted authority.
absl::StatusOr<absl::Time> VerifyTimestamp(std::string_view reply, std::string_view bytes,
                                           std::string_view authorities);

}  // namespace debut::transparency
