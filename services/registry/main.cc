#include "runtime/remote_log.h"
#include "services/registry/registry_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("registry",
                              "Enterprises, branches, mergers, related parties and bans.", 7421,
                              registry::MakeRegistryService));
}
