#include "services/debut/report_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include "absl/strings/str_replace.h"
#include "services/debut/svg_chart.h"
#include "services/debut/table.h"

namespace debut::cli {
namespace {

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

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

std::string CsvCell(const std::string& text) {
  if (text.find_first_of("\",\n") == std::string::npos) return text;
  return "\"" + absl::StrReplaceAll(text, {{"\"", "\"\""}}) + "\"";
}

void AddCsvLine(const std::string& title, std::vector<std::string> cells, std::string& csv) {
  cells.insert(cells.begin(), title);
  for (std::string& cell : cells) cell = CsvCell(cell);
  csv += fmt::format("{}\r\n", fmt::join(cells, ","));
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

std::string TablesText(const std::vector<ReportTable>& tables) {
  std::string text;
  for (const ReportTable& table : tables) {
    std::vector<Table::Column> columns;
    for (std::size_t i = 0; i < table.header.size(); ++i)
      columns.push_back(
          {table.header[i], i < table.text_columns ? Table::Align::kLeft : Table::Align::kRight});
    Table printed(std::move(columns));
    for (const auto& row : table.rows) printed.Add(row);
    text += fmt::format("\n{}\n{}", table.title, printed.Render());
  }
  return text;
}

std::string TablesCsv(const std::vector<ReportTable>& tables) {
  std::string csv = kByteOrderMark;
  for (const ReportTable& table : tables) {
    AddCsvLine("表 Table", table.header, csv);
    for (auto row : table.rows) {
      // Spreadsheets read amounts without separators.
      for (std::size_t i = table.text_columns; i < row.size(); ++i) std::erase(row[i], ',');
      AddCsvLine(table.title, row, csv);
    }
  }
  return csv;
}

std::string PageHtml(const ReportPage& page) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n<p>{}</p>\n",
      EscapeHtml(page.title), kStyle, EscapeHtml(page.heading), EscapeHtml(page.introduction));
  for (const std::string& chart : page.charts) html += chart;
  for (const ReportTable& table : page.tables) html += HtmlTable(table);
  return html + fmt::format("<footer>{}</footer>\n</body>\n</html>\n", EscapeHtml(page.footer));
}

absl::Status WriteReport(const std::string& text, const std::string& path) {
  if (path.empty()) {
    fmt::print("{}", text);
    return absl::OkStatus();
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) return absl::InvalidArgumentError(fmt::format("--out: can't write {}", path));
  return absl::OkStatus();
}

}  // namespace debut::cli
