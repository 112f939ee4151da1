#pragma once

#include <CLI/CLI.hpp>

#include "services/debut/session.h"

namespace debut::cli {

// Each adds its verbs to the program. `session` must outlive the parse.
void AddCallCommand(CLI::App& app, Session& session);           // call
void AddImportCommand(CLI::App& app, Session& session);         // import
void AddLimitCommands(CLI::App& app, Session& session);         // caps, limits, budget, catalogue
void AddClaimCommands(CLI::App& app, Session& session);         // claims, claim show
void AddEventCommands(CLI::App& app, Session& session);         // events, tail
void AddAuditCommands(CLI::App& app, Session& session);         // audit head, verify, …
void AddDemonstrationCommand(CLI::App& app, Session& session);  // demonstration

}  // namespace debut::cli
