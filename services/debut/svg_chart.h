#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace debut::cli {

// Text inside of HTML or SVG.
std::string EscapeHtml(std::string_view text);

// Values of fen, not negative, one for each label.
struct ChartSeries {
  std::string name;
  std::string colour;  // "#1f6feb"
  std::vector<std::int64_t> values;
};

struct Chart {
  std::string title;
  std::vector<std::string> labels;
  std::vector<ChartSeries> series;
};

// A bar for each label, its series one after the other in it. Geometry in whole pixels: no floating
// point near money.
std::string StackedBars(const Chart& chart);

// Columns side by side for each label, over an axis in 万元.
std::string GroupedColumns(const Chart& chart);

}  // namespace debut::cli
