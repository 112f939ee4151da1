#include "runtime/remote_log.h"
#include "services/policy/policy_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("policy", "Versions of the policy and when they were in force.", 7424,
                              policy::MakePolicyService));
}
