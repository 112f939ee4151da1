#include "domain/grants/performance.h"

#include "calendar/date.h"
#include "domain/grants/guards.h"

namespace debut::grants {

using calendar::FormatDate;
using decision::Decision;

Decision FilePerformanceReport::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_PERFORMANCE_REPORTED && file.last_date == reported_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_PAID}, "the performance report")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfDate(file, reported_date)) return *refusal;
  v1::PerformanceReported reported;
  reported.set_claim_id(claim_id);
  reported.set_document(document);
  reported.set_summary(summary);
  reported.set_reported_date(FormatDate(reported_date));
  return decision::Record(reported);
}

Decision ArchiveClaim::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_ARCHIVED && file.last_date == archived_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_PERFORMANCE_REPORTED}, "the archive")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfDate(file, archived_date)) return *refusal;
  v1::ClaimArchived archived;
  archived.set_claim_id(claim_id);
  archived.set_archive_number(archive_number);
  archived.set_archived_date(FormatDate(archived_date));
  return decision::Record(archived);
}

}  // namespace debut::grants
