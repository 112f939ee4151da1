#pragma once

#include <CLI/CLI.hpp>

#include "services/debut/session.h"

namespace debut::cli {

// What an officer does with a whole round, file or product. Each adds its verbs to the program, as
// those of commands.h do.
void AddRoundCommand(CLI::App& app, Session& session);      // round simulate
void AddStatementCommand(CLI::App& app, Session& session);  // statement import
void AddClawbackCommand(CLI::App& app, Session& session);   // clawback propose, list
void AddPrivacyCommand(CLI::App& app, Session& session);    // privacy status, read, erase, …

inline void AddOfficeCommands(CLI::App& app, Session& session) {
  AddRoundCommand(app, session);
  AddStatementCommand(app, session);
  AddClawbackCommand(app, session);
  AddPrivacyCommand(app, session);
}

}  // namespace debut::cli
