#include "services/debut/what_if_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "services/debut/list_output.h"
#include "services/debut/svg_chart.h"
#include "services/debut/wording.h"

namespace debut::cli {
namespace {

using money::Fen;
using redecision::SupposedAward;
using redecision::SupposedBudget;
using redecision::WhatIf;

constexpr char kRecorded[] = "#3b7dd8";
constexpr char kSupposed[] = "#2a9d5c";
constexpr char kMissing[] = "#b23a48";

struct Sums {
  std::uint64_t more = 0;  // Claims.
  std::uint64_t less = 0;
  Fen recorded;
  Fen supposed;

  void Add(const SupposedAward& award) {
    more += award.Difference() > Fen() ? 1 : 0;
    less += award.Difference() < Fen() ? 1 : 0;
    recorded += award.recorded;
    supposed += award.supposed;
  }
};

// "+1,234.00"
std::string Signed(Fen amount) { return (amount > Fen() ? "+" : "") + Amount(amount.count); }

std::vector<std::string> Cells(std::vector<std::string> names, const Sums& sums) {
  for (std::string cell :
       {std::to_string(sums.more), std::to_string(sums.less), Amount(sums.recorded.count),
        Amount(sums.supposed.count), Signed(sums.supposed - sums.recorded)}) {
    names.push_back(std::move(cell));
  }
  return names;
}

std::map<policy::v1::Measure, Sums> ByMeasure(const WhatIf& result) {
  std::map<policy::v1::Measure, Sums> sums;
  for (const SupposedAward& award : result.awards) sums[award.measure].Add(award);
  return sums;
}

ReportTable MeasuresOf(const WhatIf& result) {
  ReportTable table{.title = "按措施 By measure",
                    .header = {"措施 Measure", "增加 More", "减少 Less", "实际 As decided",
                               "假设 As supposed", "差额 Difference"},
                    .rows = {}};
  Sums all;
  for (const auto& [measure, sums] : ByMeasure(result)) {
    table.rows.push_back(Cells({BothNamesOf(measure)}, sums));
  }
  for (const SupposedAward& award : result.awards) all.Add(award);
  table.rows.push_back(Cells({"合计 Total"}, all));
  return table;
}

ReportTable BudgetsOf(const WhatIf& result) {
  ReportTable table{.title = "预算影响 Budgets",
                    .header = {"预算 Budget", "安排 Allotted", "实际 As decided",
                               "假设 As supposed", "差额 Difference", "缺口 Missing"},
                    .rows = {}};
  for (const SupposedBudget& budget : result.budgets) {
    table.rows.push_back({budget.budget_id, Amount(budget.allotted.count),
                          Amount(budget.recorded.count), Amount(budget.supposed.count),
                          Signed(budget.supposed - budget.recorded),
                          Amount(std::max(budget.supposed - budget.allotted, Fen()).count)});
  }
  return table;
}

ReportTable EnterprisesOf(const WhatIf& result) {
  ReportTable table{.title = "按企业 By enterprise and measure",
                    .header = {"企业 Enterprise", "措施 Measure", "增加 More", "减少 Less",
                               "实际 As decided", "假设 As supposed", "差额 Difference"},
                    .rows = {},
                    .text_columns = 2};
  std::map<std::pair<std::string, policy::v1::Measure>, Sums> by_enterprise;
  for (const SupposedAward& award : result.awards) {
    by_enterprise[{award.enterprise_id, award.measure}].Add(award);
  }
  for (const auto& [key, sums] : by_enterprise) {
    if (sums.more + sums.less == 0) continue;
    table.rows.push_back(Cells({key.first, BothNamesOf(key.second)}, sums));
  }
  return table;
}

ReportTable ClaimsOf(const WhatIf& result) {
  ReportTable table{.title = "按事项 By claim",
                    .header = {"事项 Claim", "企业 Enterprise", "原因 Reason", "实际 As decided",
                               "假设 As supposed", "差额 Difference"},
                    .rows = {},
                    .text_columns = 3};
  for (const SupposedAward& award : result.awards) {
    if (award.Difference() == Fen()) continue;
    table.rows.push_back({award.claim_id, award.enterprise_id, award.refusal,
                          Amount(award.recorded.count), Amount(award.supposed.count),
                          Signed(award.Difference())});
  }
  return table;
}

Chart MeasuresChart(const WhatIf& result) {
  Chart chart{.title = "各措施资金 Money by measure",
              .labels = {},
              .series = {{"实际 As decided", kRecorded, {}}, {"假设 As supposed", kSupposed, {}}}};
  for (const auto& [measure, sums] : ByMeasure(result)) {
    chart.labels.push_back(ChineseOf(measure));
    chart.series[0].values.push_back(sums.recorded.count);
    chart.series[1].values.push_back(sums.supposed.count);
  }
  return chart;
}

Chart BudgetsChart(const WhatIf& result) {
  Chart chart{.title = "预算 Budgets, as supposed",
              .labels = {},
              .series = {{"预算内 Within", kSupposed, {}},
                         {"缺口 Missing", kMissing, {}},
                         {"余额 Left", "#cccccc", {}}}};
  for (const SupposedBudget& budget : result.budgets) {
    chart.labels.push_back(budget.budget_id);
    chart.series[0].values.push_back(std::min(budget.supposed, budget.allotted).count);
    chart.series[1].values.push_back(std::max(budget.supposed - budget.allotted, Fen()).count);
    chart.series[2].values.push_back(std::max(budget.allotted - budget.supposed, Fen()).count);
  }
  return chart;
}

}  // namespace

std::vector<ReportTable> TablesOf(const WhatIf& result) {
  return {MeasuresOf(result), BudgetsOf(result), EnterprisesOf(result), ClaimsOf(result)};
}

std::string WhatIfHtml(const WhatIf& result, const std::string& policy) {
  return PageHtml(
      {.title = "政策测算 What if",
       .heading = fmt::format("政策测算 What if: {}", policy),
       .introduction = "每一项资金决定均按假设政策、由同一程序依原有事实重新作出。Every decision "
                       "about money, made "
                       "again by the same program on the same facts under the supposed policy. "
                       "金额单位为元 Amounts in yuan.",
       .charts = {GroupedColumns(MeasuresChart(result)), StackedBars(BudgetsChart(result))},
       .tables = TablesOf(result),
       .footer = fmt::format("截至日志位置 As of log position {}", result.head.value)});
}

}  // namespace debut::cli
