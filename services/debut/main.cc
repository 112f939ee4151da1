// The command line of officers, auditors and operators.
#include "services/debut/commands.h"
#include "services/debut/exit_codes.h"
#include "services/debut/office_commands.h"
#include "services/debut/session.h"

int main(int argc, char** argv) {
  using namespace debut::cli;
  CLI::App app("The event-sourced back office for first-created products (首创产品)", "debut");
  app.set_version_flag("--version", DEBUT_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 1 refused by a rule, 2 bad command line or input, 3 no server, answer "
      "or\n"
      "permission, 4 internal error. `debut VERB --help` has examples.");
  Session session;
  session.AddOptions(app);
  AddCallCommand(app, session);
  AddImportCommand(app, session);
  AddLimitCommands(app, session);
  AddDoCommands(app, session);
  AddClaimCommands(app, session);
  AddExplainCommand(app, session);
  AddCaseCommands(app, session);
  AddWorkCommands(app, session);
  AddOfficeCommands(app, session);
  AddReportCommands(app, session);
  AddModelCommands(app, session);
  AddEventCommands(app, session);
  AddAuditCommands(app, session);
  AddBackupCommands(app, session);
  AddWatchCommands(app, session);
  AddDemonstrationCommand(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  return session.exit_code();
}
