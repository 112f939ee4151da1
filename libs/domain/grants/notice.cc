#include "domain/grants/notice.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

using calendar::FormatDate;
using decision::Decision;

Decision OpenNotice::Decide(const ClaimFile& file, const RoundFile& round,
                            const registry::Party& party) const {
  if (file.state == v1::CLAIM_STATE_NOTICE_OPEN && file.last_date == opened_date) {
    return decision::Nothing();
  }
  if (!round.meeting_required) {
    if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_DECIDED},
                                      "opening the notice")) {
      return *refusal;
    }
  } else if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_DECIDED}, "opening the notice")) {
    return *refusal;
  }
  if (file.terms != claim.terms || !party.Known() || !party.Complete()) return decision::Stale{};
  if (auto refusal = RefusalOfDate(file, opened_date)) return *refusal;
  const auto ends_date =
      calendar->AddWorkingDays(opened_date, static_cast<int>(round.notice_working_days));
  if (!ends_date.ok()) {
    return decision::Reject(kCalendarYearUnknown, std::string(ends_date.status().message()),
                            {{"opened_date", FormatDate(opened_date)}});
  }
  v1::NoticeOpened opened;
  opened.set_claim_id(file.claim_id);
  opened.set_opened_date(FormatDate(opened_date));
  opened.set_working_days(round.notice_working_days);
  opened.set_ends_date(FormatDate(*ends_date));
  opened.set_payee_id(party.LegalPersonIdOn(opened_date));
  return decision::Record(opened);
}

Decision CloseNotice::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_NOTICE_CLOSED && closed_date > file.notice_ends_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_NOTICE_OPEN}, "closing the notice")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfDate(file, closed_date)) return *refusal;
  if (closed_date <= file.notice_ends_date) {
    return decision::Reject(kNoticeStillRunning,
                            fmt::format("the notice of {} runs until 24:00 of {}", claim_id,
                                        FormatDate(file.notice_ends_date)),
                            {{"ends_date", FormatDate(file.notice_ends_date)}});
  }
  if (auto refusal = RefusalOfObjection(file)) return *refusal;
  v1::NoticeClosed closed;
  closed.set_claim_id(claim_id);
  closed.set_closed_date(FormatDate(closed_date));
  return decision::Record(closed);
}

}  // namespace debut::grants
