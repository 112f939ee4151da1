#pragma once

#include <string>
#include <vector>

#include "debut/readmodels/v1/reports.pb.h"
#include "services/debut/report_tables.h"

namespace debut::cli {

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
