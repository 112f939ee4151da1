#include "runtime/embedded_log.h"
#include "services/eventlog/event_log_service.h"
#include "services/eventlog/transparency_service.h"
#include "services/privacy/privacy_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  runtime::Program program{
      .name = "debut-eventlog",
      .summary = "The event log, for services that run as processes of their own.",
      .defaults = runtime::DefaultConfig("127.0.0.1:7419"),
      .needs = {.data_dir = true},
      .open_log = runtime::OpenEmbeddedLog,
      .services = {[](const runtime::ServiceContext& context) {
                     return eventlog::MakeEventLogService(*context.raw_log, context.reception);
                   },
                   eventlog::MakeTransparencyService, privacy::MakePrivacyService}};
  program.defaults.set_reflection(false);
  // The services write here; who asks them is checked where they are asked.
  program.defaults.mutable_access()->add_any_principal_roles(std::string(runtime::kLogWriterRole));
  return runtime::RunProgram(argc, argv, program);
}
