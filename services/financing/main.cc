#include "runtime/remote_log.h"
#include "services/financing/financing_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("financing", "Lenders, loans, interest, guarantees and leases.", 7429,
                              financing::MakeFinancingService));
}
