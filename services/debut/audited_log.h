#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "services/debut/session.h"

namespace debut::cli {

// The log that an audit reads: of the server that --server names for the context "eventlog".
// INVALID_ARGUMENT: none is named for it.
absl::StatusOr<std::unique_ptr<const eventstore::EventStore>> OpenAuditedLog(Session& session);

}  // namespace debut::cli
