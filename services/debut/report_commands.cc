#include <fmt/format.h>

#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "services/debut/commands.h"
#include "services/debut/list_output.h"
#include "services/debut/year_report.h"

namespace debut::cli {
namespace {

struct ReportOptions {
  std::uint32_t year = 0;
  bool csv = false;
  bool html = false;
  std::string out;
};

absl::Status Year(const ReportOptions& options, Session& session) {
  readmodels::v1::GetYearReportRequest request;
  readmodels::v1::GetYearReportResponse response;
  request.set_year(options.year);
  RETURN_IF_ERROR(
      session.client().Call(std::string(kReadModels) + "GetYearReport", request, response));
  if (session.json()) return WriteReport(ToJson(response) + "\n", options.out);
  if (options.csv) return WriteReport(ReportCsv(response.report()), options.out);
  if (options.html)
    return WriteReport(ReportHtml(response.report(), response.position()), options.out);
  return WriteReport(
      fmt::format("{}\nas of position {}\n", ReportText(response.report()), response.position()),
      options.out);
}

}  // namespace

void AddReportCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* report = app.add_subcommand("report", "Reports")->require_subcommand(1)->fallthrough();
  CLI::App* year = session.AddVerb(
      *report, "year", "The yearly report: measures, budgets, months, products, acts",
      "  debut report year 2021\n  debut report year 2021 --csv --out 2021.csv\n"
      "  debut report year 2021 --html --out 2021.html",
      [=, &session] { return Year(*options, session); });
  year->add_option("YEAR", options->year, "the round's, budget's and legal dates' year")
      ->required();
  CLI::Option* csv = year->add_flag("--csv", options->csv, "as CSV, amounts in yuan");
  year->add_flag("--html", options->html, "as one page with charts, to print or to send")
      ->excludes(csv);
  year->add_option("--out", options->out, "into this file");
}

}  // namespace debut::cli
