#include "runtime/remote_log.h"
#include "services/grants/grants_service.h"

int main(int argc, char** argv) {
  using namespace debut;
  runtime::Program program = runtime::ServiceProgram(
      "grants", "Budgets, rounds, claims, awards and payments.", 7425, grants::MakeGrantsService);
  program.services.push_back(grants::MakeClaimReviewService);
  return runtime::RunProgram(argc, argv, program);
}
