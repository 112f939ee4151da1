#include "runtime/remote_log.h"
#include "services/standards/standards_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("standards", "Standards, their drafters and their promotion.", 7432,
                              standards::MakeStandardsService));
}
