#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace debut::cli {

// One table of a report, whatever it is printed as. Amounts are in yuan.
struct ReportTable {
  std::string title;                // "按措施 By measure"
  std::vector<std::string> header;  // The first column names the row.
  std::vector<std::vector<std::string>> rows;
  std::size_t text_columns = 1;  // The columns from here on are numbers.
};

// The tables for a terminal, each after its title.
std::string TablesText(const std::vector<ReportTable>& tables);

// The tables after RFC 4180, each row with the title of its table in front; with the byte order
// mark that spreadsheets need to see UTF-8.
std::string TablesCsv(const std::vector<ReportTable>& tables);

// A page of HTML of its own: nothing is loaded from anywhere, and it can be printed.
struct ReportPage {
  std::string title;
  std::string heading;
  std::string introduction;         // One paragraph of text.
  std::vector<std::string> charts;  // SVG.
  std::vector<ReportTable> tables;
  std::string footer;
};
std::string PageHtml(const ReportPage& page);

// Into the file, or on standard output if there is none. INVALID_ARGUMENT: it can't be written.
absl::Status WriteReport(const std::string& text, const std::string& path);

}  // namespace debut::cli
