#pragma once

#include <CLI/CLI.hpp>

#include "services/debut/session.h"

namespace debut::cli {

// The verbs of `debut audit` that replay the log: each adds itself to `audit`.
void AddRedecideVerb(CLI::App& audit, Session& session);     // redecide
void AddHistoryVerbs(CLI::App& audit, Session& session);     // history, trace
void AddRebuildVerbs(CLI::App& audit, Session& session);     // rebuild, diff
void AddAuditReportVerb(CLI::App& audit, Session& session);  // report

// All of them.
void AddReplayVerbs(CLI::App& audit, Session& session);

}  // namespace debut::cli
