#include "domain/certification/file_test_report.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using calendar::FormatDate;
using decision::Decision;
using decision::Reject;

std::tuple<ProductFile, LaboratoryFile, registry::Party, registry::Party> FileTestReport::Reads()
    const {
  return {ProductFile{product_id}, LaboratoryFile{report.laboratory_id}, laboratory, maker};
}

Decision FileTestReport::Decide(const ProductFile& product, const LaboratoryFile& laboratory_file,
                                const registry::Party& laboratory_party,
                                const registry::Party& maker_file) const {
  if (auto refusal = RefusalOfAssessment(product)) return *std::move(refusal);
  if (maker.id() != product.enterprise_id || laboratory.id() != report.laboratory_id ||
      !maker_file.Complete() || !laboratory_party.Complete()) {
    return decision::Stale{};
  }
  if (const auto filed = product.reports.find(report_number); filed != product.reports.end()) {
    if (filed->second == report) return decision::Nothing();
    return decision::RejectAlreadyExists(
        kTestReportAlreadyFiled,
        fmt::format("{} has a report {} with other content", product_id, report_number));
  }
  if (auto refusal = RefusalOfIssuer(product, laboratory_file, laboratory_party, maker_file)) {
    return *std::move(refusal);
  }

  v1::TestReportFiled fact;
  fact.set_product_id(product_id);
  fact.set_report_number(report_number);
  fact.set_laboratory(laboratory_party.file().NameOn(report.issued_date));
  fact.set_issued_date(FormatDate(report.issued_date));
  fact.set_passed(report.passed);
  fact.set_laboratory_id(report.laboratory_id);
  return decision::Record(fact);
}

std::optional<Decision> FileTestReport::RefusalOfIssuer(const ProductFile& product,
                                                        const LaboratoryFile& laboratory_file,
                                                        const registry::Party& laboratory_party,
                                                        const registry::Party& maker_file) const {
  if (auto refusal = RefusalOfLaboratory(laboratory_file)) return refusal;
  const absl::CivilDay date = report.issued_date;
  if (!laboratory_file.AccreditedOn(product.field, date)) {
    return Reject(kLaboratoryNotAccredited,
                  fmt::format("{} was not accredited for {} on {}", report.laboratory_id,
                              v1::Field_Name(product.field), FormatDate(date)),
                  {{"field", v1::Field_Name(product.field)}});
  }
  if (const Suspension* suspension = laboratory_file.SuspensionOn(date)) {
    const std::string since = FormatDate(suspension->from);
    return Reject(kLaboratorySuspended,
                  fmt::format("{} was suspended on {}", report.laboratory_id, since),
                  {{"from_date", since}});
  }
  for (const absl::CivilDay day : {product.accepted_date, date}) {
    if (!maker_file.IsOrIsRelatedToOn(laboratory_party, day)) continue;
    return Reject(
        kLaboratoryConflictOfInterest,
        fmt::format("{} is, or is related to, the maker {}", report.laboratory_id, maker.id()),
        {{"maker_id", maker.id()}});
  }
  return std::nullopt;
}

}  // namespace debut::certification
