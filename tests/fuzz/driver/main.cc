// Runs a fuzz target over its corpus, and over mutations of it that follow from a seed.
#include "tests/fuzz/driver/run.h"
#include "tests/fuzz/target.h"

int main(int argc, char** argv) {
  return debut::fuzz::RunTarget(argc, argv, LLVMFuzzerTestOneInput);
}
