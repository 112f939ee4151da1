// What `debut top` and `debut doctor` read of a process.
#include "runtime/scrape.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto samples = debut::runtime::ParseSamples(debut::fuzz::TextOf(bytes, size));
  if (!samples.ok()) return 0;
  for (const auto& sample : *samples) ENSURE(!sample.name.empty(), "a sample has no name");
  return 0;
}
