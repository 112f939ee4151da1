#pragma once

#include <string>
#include <vector>

#include "debut/readmodels/v1/reports.pb.h"

namespace debut::cli {

// One table of the yearly report, whatever it is printed as. Amounts are in yuan.
struct ReportTable {
  std::string title;                // "按措施 By measure"
  std::vector<std::string> header;  // The first column names the row.
  std::vector<std::vector<std::string>> rows;
  std::size_t text_columns = 1;  // The columns from here on are numbers.
};

// Measures, budgets, months, products, largest recipients, acts.
std::vector<ReportTable> TablesOf(const readmodels::v1::YearReport& report);

// The tables for a terminal.
std::string ReportText(const readmodels::v1::YearReport& report);
// The tables after RFC 4180, each row with the title of its table in front; with the byte order
// mark that spreadsheets need to see UTF-8.
std::string ReportCsv(const readmodels::v1::YearReport& report);
// One page of HTML with charts as inline SVG: nothing is loaded from anywhere, and it can be
// printed. `position`: what it reflects.
std::string ReportHtml(const readmodels::v1::YearReport& report, std::uint64_t position);

}  // namespace debut::cli
