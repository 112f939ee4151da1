#include "runtime/remote_log.h"
#include "services/promotion/promotion_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("promotion",
                              "Demands, matches, launches, the exhibition hall, outcomes.", 7431,
                              promotion::MakePromotionService));
}
