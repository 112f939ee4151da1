#include "tests/bench/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace debut::bench {
namespace {

struct Spread {
  double least, median, most;
};

Spread SpreadOf(const std::vector<double>& values) {
  return {std::ranges::min(values), Median(values), std::ranges::max(values)};
}

nlohmann::json Json(const Spread& spread) {
  return {{"min", spread.least}, {"median", spread.median}, {"max", spread.most}};
}

void PrintLine(const std::string& name, const Spread& spread, const std::string& unit) {
  fmt::print("  {:<44} {:>12.5g} {:>12.5g} {:>12.5g}  {}\n", name, spread.least, spread.median,
             spread.most, unit);
}

}  // namespace

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void Print(const Figure& figure, bool json) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < figure.ours.values.size(); ++i)
    ratios.push_back(figure.ours.values[i] / figure.yardstick.values[i]);
  const Spread ratio = SpreadOf(ratios);
  const bool reached =
      figure.at_least ? ratio.median >= figure.target : ratio.median <= figure.target;
  if (json) {
    nlohmann::json details = nlohmann::json::object();
    for (const Side& side : figure.details) details[side.name] = Json(SpreadOf(side.values));
    fmt::print("{}\n", nlohmann::json{{"id", figure.id},
                                      {"workload", figure.workload},
                                      {"ratio", Json(ratio)},
                                      {"target", figure.target},
                                      {"at_least", figure.at_least},
                                      {"reached", reached},
                                      {"runs", ratios.size()},
                                      {"ours", Json(SpreadOf(figure.ours.values))},
                                      {"yardstick", Json(SpreadOf(figure.yardstick.values))},
                                      {"details", details}}
                           .dump());
  } else {
    fmt::print("{}  {}\n  {:<44} {:>12} {:>12} {:>12}\n", figure.id, figure.workload, "", "min",
               "median", "max");
    PrintLine(figure.ours.name, SpreadOf(figure.ours.values), figure.ours.unit);
    PrintLine(figure.yardstick.name, SpreadOf(figure.yardstick.values), figure.yardstick.unit);
    for (const Side& side : figure.details) PrintLine(side.name, SpreadOf(side.values), side.unit);
    PrintLine("ratio", ratio,
              fmt::format("{} {}: {}", figure.at_least ? ">=" : "<=", figure.target,
                          reached ? "reached" : "MISSED"));
    fmt::print("\n");
  }
  std::fflush(stdout);
}

}  // namespace debut::bench
