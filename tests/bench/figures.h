#pragma once

#include <string>
#include <vector>

namespace debut::bench {

// One side of a ratio, a value a run.
struct Side {
  std::string name;
  std::string unit;
  std::vector<double> values;
};

// A figure of docs/performance.md: run k of both sides was taken next to each other, in turn.
struct Figure {
  std::string id;        // "P1"
  std::string workload;  // With payload, concurrency, and whether writes were synced.
  Side ours;
  Side yardstick;
  bool at_least = true;  // The ratio must reach the target; else it must not pass it.
  double target = 0;
  std::vector<Side> details = {};  // What explains the ratio, without a part in it.
};

// Prints the ratio and its two sides, each as minimum, median and maximum.
void Print(const Figure& figure, bool json);

// Of a non-empty list.
double Median(std::vector<double> values);

}  // namespace debut::bench
