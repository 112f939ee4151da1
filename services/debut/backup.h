#pragma once

#include <CLI/CLI.hpp>

#include "services/debut/session.h"

namespace debut::cli {

// The verbs of `debut backup`: each adds itself to `backup`.
void AddBackupRestore(CLI::App& backup, Session& session);  // restore
void AddBackupDrill(CLI::App& backup, Session& session);    // drill
void AddBackupKeys(CLI::App& backup, Session& session);     // keys create, keys restore

}  // namespace debut::cli
