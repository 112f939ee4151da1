#include "services/debut/year_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "services/debut/list_output.h"
#include "services/debut/wording.h"

namespace debut::cli {
namespace {

namespace v1 = readmodels::v1;

ReportTable MeasuresOf(const v1::YearReport& report) {
  ReportTable table{.title = "按措施 By measure (round's year)",
                    .header = {"措施 Measure", "申报 Claims", "应支持 Entitlement", "预留 Reserved",
                               "已批准 Committed", "已拨付 Spent", "已追回 Recovered"},
                    .rows = {}};
  v1::MeasureYear sum;
  for (const v1::MeasureYear& each : report.measures()) {
    table.rows.push_back({BothNamesOf(each.measure()), std::to_string(each.claims_count()),
                          Amount(each.entitlement_fen()), Amount(each.reserved_fen()),
                          Amount(each.committed_fen()), Amount(each.spent_fen()),
                          Amount(each.recovered_fen())});
    sum.set_claims_count(sum.claims_count() + each.claims_count());
    sum.set_entitlement_fen(sum.entitlement_fen() + each.entitlement_fen());
    sum.set_reserved_fen(sum.reserved_fen() + each.reserved_fen());
    sum.set_committed_fen(sum.committed_fen() + each.committed_fen());
    sum.set_spent_fen(sum.spent_fen() + each.spent_fen());
    sum.set_recovered_fen(sum.recovered_fen() + each.recovered_fen());
  }
  table.rows.push_back({"合计 Total", std::to_string(sum.claims_count()),
                        Amount(sum.entitlement_fen()), Amount(sum.reserved_fen()),
                        Amount(sum.committed_fen()), Amount(sum.spent_fen()),
                        Amount(sum.recovered_fen())});
  return table;
}

ReportTable StatesOf(const v1::YearReport& report) {
  ReportTable table{.title = "申报事项状态 Claims by state",
                    .header = {"措施 Measure", "状态 State", "申报 Claims"},
                    .rows = {},
                    .text_columns = 2};
  for (const v1::MeasureYear& each : report.measures())
    for (const v1::StateCount& state : each.states())
      table.rows.push_back({BothNamesOf(each.measure()),
                            ChineseOf(state.state()) + " " + ShortName(state.state()),
                            std::to_string(state.claims_count())});
  return table;
}

ReportTable BudgetsOf(const v1::YearReport& report) {
  ReportTable table{.title = "预算 Budgets (budget year)",
                    .header = {"预算 Budget", "措施 Measure", "安排 Allotted", "预留 Reserved",
                               "已批准 Committed", "已拨付 Spent", "余额 Room"},
                    .rows = {},
                    .text_columns = 2};
  for (const v1::Budget& each : report.budgets())
    table.rows.push_back({each.budget_id(), BothNamesOf(each.measure()),
                          Amount(each.allotted_fen()), Amount(each.reserved_fen()),
                          Amount(each.committed_fen()), Amount(each.spent_fen()),
                          Amount(each.room_fen())});
  return table;
}

ReportTable MonthsOf(const v1::YearReport& report) {
  ReportTable table{.title = "按月 By month (legal dates)",
                    .header = {"月份 Month", "措施 Measure", "申报 Claims", "拟支持 Proposed",
                               "批准 Granted", "拨付 Paid", "追回 Recovered"},
                    .rows = {},
                    .text_columns = 2};
  for (const v1::MeasureMonth& each : report.months())
    table.rows.push_back({each.month(), BothNamesOf(each.measure()),
                          std::to_string(each.submitted_count()), Amount(each.proposed_fen()),
                          Amount(each.granted_fen()), Amount(each.paid_fen()),
                          Amount(each.recovered_fen())});
  return table;
}

ReportTable ProductsOf(const v1::YearReport& report) {
  ReportTable table{
      .title = "首创产品 Products",
      .header = {"领域 Field", "级别 Level", "当年评定 Certified", "年末在册 Listed on 31 Dec"},
      .rows = {},
      .text_columns = 2};
  for (const v1::ProductCount& each : report.products())
    table.rows.push_back({ShortName(each.field()), ShortName(each.level()),
                          std::to_string(each.certified_count()),
                          std::to_string(each.listed_count())});
  return table;
}

ReportTable LargestOf(const v1::YearReport& report) {
  ReportTable table{
      .title = "支持金额最多 Largest recipients",
      .header = {"企业 Enterprise", "措施 Measure", "已批准 Committed", "已拨付 Paid"},
      .rows = {},
      .text_columns = 2};
  for (const v1::AnnualLimit& each : report.largest())
    table.rows.push_back(
        {each.enterprise_name().empty() ? each.enterprise_id() : each.enterprise_name(),
         BothNamesOf(each.measure()), Amount(each.granted_fen()), Amount(each.paid_fen())});
  return table;
}

ReportTable ActsOf(const v1::YearReport& report) {
  ReportTable table{.title = "业务办理 Acts (legal dates)",
                    .header = {"类别 Context", "事项 Fact", "数量 Count"},
                    .rows = {},
                    .text_columns = 2};
  for (const v1::FactCount& each : report.facts()) {
    const std::string& type = each.fact_type();  // "debut.market.v1.ContractSigned"
    const auto first = type.find('.') + 1;
    table.rows.push_back({type.substr(first, type.find('.', first) - first),
                          type.substr(type.rfind('.') + 1), std::to_string(each.facts_count())});
  }
  return table;
}

}  // namespace

std::vector<ReportTable> TablesOf(const v1::YearReport& report) {
  return {MeasuresOf(report), StatesOf(report),  BudgetsOf(report), MonthsOf(report),
          ProductsOf(report), LargestOf(report), ActsOf(report)};
}

std::string ReportText(const v1::YearReport& report) {
  return fmt::format("{} 年度报告 Yearly report\n获支持企业 Enterprises {}\n{}", report.year(),
                     report.enterprises_count(), TablesText(TablesOf(report)));
}

std::string ReportCsv(const v1::YearReport& report) { return TablesCsv(TablesOf(report)); }

}  // namespace debut::cli
