#pragma once

#include <CLI/CLI.hpp>

#include "services/debut/session.h"

namespace debut::cli {

// Each adds its verbs to the program. `session` must outlive the parse.
void AddCallCommand(CLI::App& app, Session& session);           // call
void AddImportCommand(CLI::App& app, Session& session);         // import
void AddLimitCommands(CLI::App& app, Session& session);         // caps, limits, budget, …
void AddDoCommands(CLI::App& app, Session& session);            // do, ask
void AddClaimCommands(CLI::App& app, Session& session);         // claims, claim show
void AddExplainCommand(CLI::App& app, Session& session);        // explain
void AddCaseCommands(CLI::App& app, Session& session);          // dossier, product show, evidence
void AddWorkCommands(CLI::App& app, Session& session);          // worklist, public-list, notice
void AddReportCommands(CLI::App& app, Session& session);        // report year
void AddModelCommands(CLI::App& app, Session& session);         // models status, rebuild
void AddEventCommands(CLI::App& app, Session& session);         // events, tail
void AddAuditCommands(CLI::App& app, Session& session);         // audit head, verify, …
void AddBackupCommands(CLI::App& app, Session& session);        // backup …, follow
void AddWatchCommands(CLI::App& app, Session& session);         // doctor, top
void AddTopCommand(CLI::App& app, Session& session);            // top; of AddWatchCommands
void AddDemonstrationCommand(CLI::App& app, Session& session);  // demonstration

}  // namespace debut::cli
