#include "services/debut/svg_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "absl/strings/str_replace.h"
#include "money/amount_text.h"
#include "money/ratio.h"

namespace debut::cli {
namespace {

constexpr int kWidth = 860;
constexpr int kLegendTop = 30;

// `value` of `max`, as a part of `pixels`.
std::int64_t Scale(std::int64_t value, std::int64_t max, std::int64_t pixels) {
  return max == 0 ? 0 : money::FloorMul(money::Fen(value), money::Ratio(pixels, max)).count;
}

std::string Yuan(std::int64_t fen) { return money::FormatAmount(money::Fen(fen)) + "元"; }

std::string Open(const Chart& chart, int height) {
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">\n"
      "<title>{}</title>\n<text x=\"0\" y=\"16\" class=\"title\">{}</text>\n",
      kWidth, height, EscapeHtml(chart.title), EscapeHtml(chart.title));
  int x = 0;
  for (const ChartSeries& series : chart.series) {
    svg += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{}\"/>"
        "<text x=\"{}\" y=\"{}\">{}</text>\n",
        x, kLegendTop, series.colour, x + 18, kLegendTop + 11, EscapeHtml(series.name));
    x += 170;
  }
  return svg;
}

std::string Rectangle(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                      const ChartSeries& series, std::int64_t value, const std::string& label) {
  return fmt::format(
      "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"><title>{} {} {}</title>"
      "</rect>\n",
      x, y, width, height, series.colour, EscapeHtml(label), EscapeHtml(series.name), Yuan(value));
}

std::int64_t SumAt(const Chart& chart, std::size_t i) {
  std::int64_t sum = 0;
  for (const ChartSeries& series : chart.series) sum += series.values[i];
  return sum;
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  return absl::StrReplaceAll(
      std::string(text),
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string StackedBars(const Chart& chart) {
  constexpr int kTop = 56;
  constexpr int kRow = 30;
  constexpr int kLabels = 210;
  constexpr int kAmounts = 140;
  const int height = kTop + kRow * static_cast<int>(chart.labels.size());
  std::int64_t max = 0;
  for (std::size_t i = 0; i < chart.labels.size(); ++i) max = std::max(max, SumAt(chart, i));
  std::string svg = Open(chart, height);
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    const std::int64_t y = kTop + kRow * static_cast<std::int64_t>(i);
    svg += fmt::format("<text x=\"0\" y=\"{}\">{}</text>\n", y + 16, EscapeHtml(chart.labels[i]));
    std::int64_t x = kLabels;
    for (const ChartSeries& series : chart.series) {
      const std::int64_t width = Scale(series.values[i], max, kWidth - kLabels - kAmounts);
      svg += Rectangle(x, y, width, kRow - 8, series, series.values[i], chart.labels[i]);
      x += width;
    }
    svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", x + 6, y + 16, Yuan(SumAt(chart, i)));
  }
  return svg + "</svg>\n";
}

std::string GroupedColumns(const Chart& chart) {
  constexpr int kTop = 56;
  constexpr int kBottom = 256;
  constexpr int kLeft = 90;
  constexpr int kTicks = 4;
  constexpr std::int64_t kFenPerTenThousand = 1'000'000;
  std::int64_t max = 0;
  for (const ChartSeries& series : chart.series)
    for (const std::int64_t value : series.values) max = std::max(max, value);
  std::string svg = Open(chart, kBottom + 24);
  for (int tick = 0; tick <= kTicks; ++tick) {
    const int y = kBottom - (kBottom - kTop) * tick / kTicks;
    svg += fmt::format(
        "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"grid\"/>"
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}万元</text>\n",
        kLeft, y, kWidth, y, kLeft - 6, y + 4, max / kTicks * tick / kFenPerTenThousand);
  }
  const auto labels_count =
      static_cast<std::int64_t>(std::max<std::size_t>(1, chart.labels.size()));
  const std::int64_t group = (kWidth - kLeft) / labels_count;
  const std::int64_t column =
      std::max<std::int64_t>(2, (group - 10) / static_cast<std::int64_t>(chart.series.size()));
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    std::int64_t x = kLeft + group * static_cast<std::int64_t>(i) + 5;
    svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", x, kBottom + 16,
                       EscapeHtml(chart.labels[i]));
    for (const ChartSeries& series : chart.series) {
      const std::int64_t height = Scale(series.values[i], max, kBottom - kTop);
      svg +=
          Rectangle(x, kBottom - height, column, height, series, series.values[i], chart.labels[i]);
      x += column;
    }
  }
  return svg + "</svg>\n";
}

}  // namespace debut::cli
