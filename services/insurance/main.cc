#include "runtime/remote_log.h"
#include "services/insurance/insurance_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("insurance", "Insurers, insurance policies and premiums.", 7428,
                              insurance::MakeInsuranceService));
}
