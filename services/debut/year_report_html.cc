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

}  // namespace

std::string ReportHtml(const v1::YearReport& report, std::uint64_t position) {
  return PageHtml(
      {.title = fmt::format("首创产品市场应用支持 {} 年度报告", report.year()),
       .heading = fmt::format("首创产品市场应用支持 {} 年度报告", report.year()),
       .introduction = fmt::format(
           "Yearly report of the support for first-created products. 获支持企业 Enterprises: {}。"
           "金额单位为元 Amounts in yuan.",
           report.enterprises_count()),
       .charts = {StackedBars(MeasuresChart(report)), GroupedColumns(MonthsChart(report)),
                  StackedBars(BudgetsChart(report))},
       .tables = TablesOf(report),
       .footer = fmt::format("截至日志位置 As of log position {}", position)});
}

}  // namespace debut::cli
