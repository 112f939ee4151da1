#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace debut::runtime {

// A figure as it is at this moment, for those who watch a process. It speaks of no person and no
// enterprise.
struct Measurement {
  // After the conventions of Prometheus, unit last: "debut_projection_lag_seconds". With "_total"
  // at its end it only ever grows until the process ends.
  std::string name;
  std::string help;  // The same for every measurement of this name.
  std::map<std::string, std::string> labels = {};
  double value = 0;
};

// Reads figures. Quick, since somebody waits for the answer; called on any thread.
using Measure = std::function<std::vector<Measurement>()>;

}  // namespace debut::runtime
