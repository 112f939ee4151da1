#include "runtime/embedded_log.h"
#include "services/debutd/contexts.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(argc, argv,
                             {.name = "debutd",
                              .summary = "The whole of Debut in one process, on its own log.",
                              .defaults = runtime::DefaultConfig("127.0.0.1:7420"),
                              .needs = {.data_dir = true},
                              .open_log = runtime::OpenEmbeddedLog,
                              .services = debutd::AllServices()});
}
