#include "domain/grants/performance.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

using calendar::FormatDate;
using decision::Decision;

namespace {

Refusal RefusalOfReport(const ClaimFile& file, const ReportFile& report) {
  if (auto refusal = RefusalOfState(file,
                                    {v1::CLAIM_STATE_PAID, v1::CLAIM_STATE_PARTLY_RECOVERED,
                                     v1::CLAIM_STATE_RECOVERED, v1::CLAIM_STATE_WRITTEN_OFF},
                                    "the performance report")) {
    return refusal;
  }
  if (report.reported) {
    return Refuse(kReportNotDue,
                  fmt::format("the performance of claim {} was reported before", file.claim_id),
                  {{"claim_id", file.claim_id}});
  }
  if (file.payment.Net() > money::Fen(0)) return {};
  return Refuse(kReportNotDue,
                fmt::format("nothing that was paid for claim {} is left", file.claim_id),
                {{"claim_id", file.claim_id}});
}

Refusal RefusalOfArchive(const ClaimFile& file, const ReportFile& report) {
  if (auto refusal = RefusalOfState(file,
                                    {v1::CLAIM_STATE_PERFORMANCE_REPORTED,
                                     v1::CLAIM_STATE_RECOVERED, v1::CLAIM_STATE_WRITTEN_OFF},
                                    "the archive")) {
    return refusal;
  }
  if (report.reported || file.payment.Net() == money::Fen(0)) return {};
  return Refuse(kReportMissing,
                fmt::format("the performance of claim {} is not reported", file.claim_id),
                {{"claim_id", file.claim_id}});
}

}  // namespace

eventstore::Query ReportFile::Selects() const {
  if (claim_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::PerformanceReported>(),
            .tags = {decision::Tag("claim", claim_id)}}}};
}

void ReportFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::PerformanceReported>(event, [&](const v1::PerformanceReported& fact) {
    reported = true;
    reported_date = decision::RecordedDate(fact.reported_date());
  });
}

Decision FilePerformanceReport::Decide(const ClaimFile& file, const ReportFile& report) const {
  if (report.reported && report.reported_date == reported_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfReport(file, report)) return *refusal;
  if (auto refusal = RefusalOfDate(file, reported_date)) return *refusal;
  v1::PerformanceReported reported;
  reported.set_claim_id(claim_id);
  reported.set_document(document);
  reported.set_summary(summary);
  reported.set_reported_date(FormatDate(reported_date));
  return decision::Record(reported);
}

Decision ArchiveClaim::Decide(const ClaimFile& file, const ReportFile& report) const {
  if (file.state == v1::CLAIM_STATE_ARCHIVED && file.last_date == archived_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfArchive(file, report)) return *refusal;
  if (auto refusal = RefusalOfDate(file, archived_date)) return *refusal;
  v1::ClaimArchived archived;
  archived.set_claim_id(claim_id);
  archived.set_archive_number(archive_number);
  archived.set_archived_date(FormatDate(archived_date));
  return decision::Record(archived);
}

}  // namespace debut::grants
