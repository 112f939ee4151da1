#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "services/debut/session.h"

namespace debut::cli {

// The log that an audit reads. `directory`: an archive or an export, a stopped server's data
// directory, or a log's directory, loaded into memory; empty: the server that --server names for
// the context "eventlog". INVALID_ARGUMENT: it is none of these. DATA_LOSS: it is damaged.
absl::StatusOr<std::unique_ptr<const eventstore::EventStore>> OpenAuditedLog(
    Session& session, const std::string& directory = "");

// --log DIR
void AddLogOption(CLI::App& verb, std::string& directory);

}  // namespace debut::cli
