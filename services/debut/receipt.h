#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "services/debut/session.h"
#include "transparency/tlog_proof.h"

namespace debut::cli {

// The server's receipt for the event at a position, not checked yet: c2sp.org/tlog-proof@v1 with
// the entry in it. NOT_FOUND: no head over it is signed yet.
absl::StatusOr<transparency::TlogProof> FetchReceipt(Session& session, std::uint64_t position);

}  // namespace debut::cli
