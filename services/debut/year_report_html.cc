#include <fmt/format.h>

#include <map>

#include "services/debut/output.h"
#include "services/debut/svg_chart.h"
#include "services/debut/wording.h"
#include "services/debut/year_report.h"

namespace debut::cli {
namespace {

namespace v1 = readmodels::v1;

constexpr char kReserved[] = "#c9a227";
constexpr char kCommitted[] = "#3b7dd8";
constexpr char kSpent[] = "#2a9d5c";
constexpr char kRecovered[] = "#b23a48";

constexpr char kStyle[] = R"(
body { font: 14px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif;
       max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h1 { border-bottom: 3px solid #3b7dd8; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1.5rem; }
th, td { border: 1px solid #bbb; padding: 0.25rem 0.5rem; text-align: left; }
th { background: #eef3fb; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg { width: 100%; height: auto; margin: 0.5rem 0 1rem; }
svg text { font-size: 12px; fill: #222; }
svg text.title { font-size: 15px; font-weight: bold; }
svg .grid { stroke: #ddd; }
footer { color: #666; }
@media print {
  body { margin: 0; max-width: none; font-size: 11px; }
  h2, svg, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  rect, th { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)";

Chart MeasuresChart(const v1::YearReport& report) {
  Chart chart{.title = "各措施资金 Money by measure",
              .labels = {},
              .series = {{"已拨付 Spent", kSpent, {}},
                         {"已批准 Committed", kCommitted, {}},
                         {"预留 Reserved", kReserved, {}}}};
  for (const v1::MeasureYear& each : report.measures()) {
    chart.labels.push_back(
        fmt::format("{} {}", static_cast<int>(each.measure()), ChineseOf(each.measure())));
    chart.series[0].values.push_back(each.spent_fen());
    chart.series[1].values.push_back(each.committed_fen());
    chart.series[2].values.push_back(each.reserved_fen());
  }
  return chart;
}

Chart BudgetsChart(const v1::YearReport& report) {
  Chart chart{.title = "预算执行 Budgets",
              .labels = {},
              .series = {{"已拨付 Spent", kSpent, {}},
                         {"已批准 Committed", kCommitted, {}},
                         {"预留 Reserved", kReserved, {}},
                         {"余额 Room", "#cccccc", {}}}};
  for (const v1::Budget& each : report.budgets()) {
    chart.labels.push_back(fmt::format("{} {}", each.budget_id(), ChineseOf(each.measure())));
    chart.series[0].values.push_back(each.spent_fen());
    chart.series[1].values.push_back(each.committed_fen());
    chart.series[2].values.push_back(each.reserved_fen());
    chart.series[3].values.push_back(each.room_fen());
  }
  return chart;
}

// Over all measures, the twelve months, with or without movement.
Chart MonthsChart(const v1::YearReport& report) {
  constexpr std::size_t kMonths = 12;
  const std::vector<std::int64_t> nothing(kMonths, 0);
  Chart chart{.title = "按月 By month",
              .labels = {},
              .series = {{"拟支持 Proposed", kReserved, nothing},
                         {"批准 Granted", kCommitted, nothing},
                         {"拨付 Paid", kSpent, nothing},
                         {"追回 Recovered", kRecovered, nothing}}};
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < kMonths; ++i) {
    places[fmt::format("{}-{:02}", report.year(), i + 1)] = i;
    chart.labels.push_back(fmt::format("{}月", i + 1));
  }
  for (const v1::MeasureMonth& each : report.months()) {
    const auto place = places.find(each.month());
    if (place == places.end()) continue;
    chart.series[0].values[place->second] += each.proposed_fen();
    chart.series[1].values[place->second] += each.granted_fen();
    chart.series[2].values[place->second] += each.paid_fen();
    chart.series[3].values[place->second] += each.recovered_fen();
  }
  return chart;
}

std::string HtmlRow(const std::vector<std::string>& cells, std::size_t text_columns,
                    std::string_view element) {
  std::string html = "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    html += fmt::format("<{}{}>{}</{}>", element, i < text_columns ? "" : " class=\"n\"",
                        EscapeHtml(cells[i]), element);
  }
  return html + "</tr>\n";
}

std::string HtmlTable(const ReportTable& table) {
  std::string html =
      fmt::format("<h2>{}</h2>\n<table>\n<thead>{}</thead>\n<tbody>\n", EscapeHtml(table.title),
                  HtmlRow(table.header, table.text_columns, "th"));
  for (const auto& row : table.rows) html += HtmlRow(row, table.text_columns, "td");
  return html + "</tbody>\n</table>\n";
}

}  // namespace

std::string ReportHtml(const v1::YearReport& report, std::uint64_t position) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>首创产品市场应用支持 {} 年度报告</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<h1>首创产品市场应用支持 {} 年度报告</h1>\n"
      "<p>Yearly report of the support for first-created products. 获支持企业 Enterprises: {}。"
      "金额单位为元 Amounts in yuan.</p>\n",
      report.year(), kStyle, report.year(), report.enterprises_count());
  html += StackedBars(MeasuresChart(report));
  html += GroupedColumns(MonthsChart(report));
  html += StackedBars(BudgetsChart(report));
  for (const ReportTable& table : TablesOf(report)) html += HtmlTable(table);
  html += fmt::format("<footer>截至日志位置 As of log position {}</footer>\n</body>\n</html>\n",
                      position);
  return html;
}

}  // namespace debut::cli
