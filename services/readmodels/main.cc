#include "runtime/remote_log.h"
#include "services/readmodels/readmodels_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  runtime::Program program = runtime::ServiceProgram(
      "readmodels", "Caps, limits, budgets, the catalogue and the work list.", 7426,
      readmodels::MakeReadModelsService);
  program.needs.data_dir = true;
  return runtime::RunProgram(argc, argv, program);
}
