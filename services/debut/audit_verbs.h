#pragma once

#include <CLI/CLI.hpp>

#include "services/debut/session.h"

namespace debut::cli {

// The verbs of `debut audit` that replay the log: each adds itself to `audit`.
void AddRedecideVerb(CLI::App& audit, Session& session);  // redecide
void AddHistoryVerbs(CLI::App& audit, Session& session);  // history, trace

// All of them.
void AddReplayVerbs(CLI::App& audit, Session& session);

}  // namespace debut::cli
