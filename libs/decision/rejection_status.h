#pragma once

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "decision/decision.h"

namespace debut::decision {

// FAILED_PRECONDITION, NOT_FOUND or ALREADY_EXISTS with the explanation as message and a
// debut.rpc.v1.ErrorInfo as payload. `domain` is the context that refuses: "grants".
absl::Status RejectionStatus(const Rejection& rejection, std::string_view domain);
// Requires a decision that is a rejection.
absl::Status RejectionStatus(const Decision& rejection, std::string_view domain);

// The rejection that a status carries, or nothing if it carries none.
std::optional<Rejection> RejectionOf(const absl::Status& status);

}  // namespace debut::decision
