#include "services/debut/audit.h"
#include "services/debut/audit_verbs.h"
#include "services/debut/commands.h"

namespace debut::cli {

void AddAuditCommands(CLI::App& app, Session& session) {
  CLI::App* audit = app.add_subcommand("audit", "Prove that the history is whole and unchanged");
  audit->require_subcommand(1);
  audit->fallthrough();
  audit->footer("Exit codes: 0 clean, 1 findings, 2 usage, 3 could not complete, 4 internal.");
  AddAuditHeads(*audit, session);
  AddAuditVerify(*audit, session);
  AddAuditProofs(*audit, session);
  AddAuditExport(*audit, session);
  AddAuditKeeping(*audit, session);
  AddAuditStamp(*audit, session);
  AddAuditWitness(*audit, session);
  AddReplayVerbs(*audit, session);
  AddExplainCommand(*audit, session);
}

}  // namespace debut::cli
