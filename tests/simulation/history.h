#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "eventstore_rocksdb/options.h"
#include "tests/simulation/connection.h"

namespace debut::simulation {

// Bugs that tests switch on to show that they would be found.
struct Planted {
  eventstore_rocksdb::PlantedFaults log = {};
  Forgetfulness services = {};
  bool checkpoint_first = false;  // The rows of a model in a write of their own, after it.
};

// What came of a history.
struct HistoryResult {
  std::vector<std::string> findings;  // Empty: all is as it must be.
  std::string digest;                 // Equal for equal histories.

  // What happened, so that a test can see that enough did.
  std::map<std::string, std::uint64_t> counts;
  std::map<std::string, std::uint64_t> refusals;  // By reason.
};

// One history of the whole: officers ask copies of the services over a bad network, these decide on
// one log, read models follow it; everybody dies now and then, the clock jumps. Everything follows
// from the seed, on the calling thread, without a real clock and without a disk; but for event ids.
HistoryResult RunHistory(std::uint64_t seed, const Planted& planted = {});

}  // namespace debut::simulation
