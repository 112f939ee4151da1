#include "domain/certification/file_test_report.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

std::tuple<ProductFile> FileTestReport::Reads() const { return {ProductFile{product_id}}; }

decision::Decision FileTestReport::Decide(const ProductFile& product) const {
  if (auto refusal = RefusalOfAssessment(product)) return *std::move(refusal);
  if (const auto filed = product.reports.find(report_number); filed != product.reports.end()) {
    if (filed->second == report) return decision::Nothing();
    return decision::RejectAlreadyExists(
        kTestReportAlreadyFiled,
        fmt::format("{} has a report {} with other content", product_id, report_number));
  }

  v1::TestReportFiled fact;
  fact.set_product_id(product_id);
  fact.set_report_number(report_number);
  fact.set_laboratory(report.laboratory);
  fact.set_issued_date(calendar::FormatDate(report.issued_date));
  fact.set_passed(report.passed);
  return decision::Record(fact);
}

}  // namespace debut::certification
