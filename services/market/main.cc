#include "runtime/remote_log.h"
#include "services/market/market_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("market", "Contracts, payments and first market entries.", 7423,
                              market::MakeMarketService));
}
