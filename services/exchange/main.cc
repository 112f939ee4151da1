#include "runtime/remote_log.h"
#include "services/exchange/exchange_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  return runtime::RunProgram(
      argc, argv,
      runtime::ServiceProgram("exchange", "Conferences, exhibitions abroad and their expenses.",
                              7436, exchange::MakeExchangeService));
}
