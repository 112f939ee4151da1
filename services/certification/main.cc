#include "runtime/remote_log.h"
#include "services/certification/certification_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("certification", "Products and what they are certified as.", 7422,
                              certification::MakeCertificationService));
}
