#include "domain/grants/objection.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/claim_release.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

constexpr char kUpheldGrounds[] = "公示异议成立";

bool InNotice(const ClaimFile& file) {
  const bool suspended = file.state == v1::CLAIM_STATE_SUSPENDED;
  const v1::ClaimState state = suspended ? file.review.suspended_from : file.state;
  return state == v1::CLAIM_STATE_NOTICE_OPEN || state == v1::CLAIM_STATE_NOTICE_CLOSED;
}

Refusal RefusalOfReceipt(const ClaimFile& file, absl::CivilDay received_date) {
  if (file.notice_opened_date <= received_date && received_date <= file.notice_ends_date) return {};
  return Refuse(kObjectionOutsideNotice,
                fmt::format("the notice of {} runs from {} until 24:00 of {}", file.claim_id,
                            FormatDate(file.notice_opened_date), FormatDate(file.notice_ends_date)),
                {{"opened_date", FormatDate(file.notice_opened_date)},
                 {"ends_date", FormatDate(file.notice_ends_date)}});
}

Refusal RefusalOfObjectionFile(const ObjectionFile& objection) {
  if (!objection.Known()) {
    return RefuseNotFound(kObjectionUnknown,
                          fmt::format("there is no objection {}", objection.objection_id),
                          {{"objection_id", objection.objection_id}});
  }
  if (objection.state == v1::OBJECTION_STATE_OPEN) return {};
  return Refuse(kObjectionAlreadyResolved,
                fmt::format("objection {} was resolved on {}", objection.objection_id,
                            FormatDate(objection.resolved_date)),
                {{"objection_id", objection.objection_id},
                 {"resolved_date", FormatDate(objection.resolved_date)}});
}

// The date, and that the award is not judged by those who made it.
Refusal RefusalOfResolution(const ObjectionFile& objection, const ClaimFile& file,
                            absl::CivilDay date, const std::string& by) {
  if (date < objection.received_date) {
    return Refuse(
        kDateBeforePreviousStep,
        fmt::format("{} lies before the objection was received", FormatDate(date)),
        {{"date", FormatDate(date)}, {"previous_date", FormatDate(objection.received_date)}});
  }
  if (auto refusal = RefusalOfDate(file, date)) return refusal;
  if (by.empty()) return Refuse(kPrincipalUnknown, "it is not known who acts");
  const std::initializer_list<std::pair<std::string_view, std::string>> makers = {
      {"recorded", objection.recorded_by},
      {"computed", file.actors.computed_by},
      {"proposed", file.actors.proposed_by},
      {"decided", file.actors.decided_by}};
  for (const auto& [step, person] : makers) {
    if (person != by) continue;
    return Refuse(kMakerIsChecker,
                  fmt::format("whoever resolves an objection may not be who {} this", step),
                  {{"step", "resolved"}, {"other_step", std::string(step)}});
  }
  return {};
}

}  // namespace

bool RaiseObjection::IsSame(const ObjectionFile& objection) const {
  return objection.claim_id == claim_id && objector_name.HasSameTextAs(objection.objector_name) &&
         objection.grounds == grounds && objection.received_date == received_date;
}

Decision RaiseObjection::Decide(const ObjectionFile& same_id, const ClaimFile& file) const {
  if (same_id.Known()) {
    if (IsSame(same_id)) return decision::Nothing();
    return decision::RejectAlreadyExists(kObjectionIdTaken,
                                         fmt::format("objection {} is another one", objection_id),
                                         {{"objection_id", objection_id}});
  }
  if (objector_name.empty() || !signature_present) {
    return decision::Reject(kObjectionAnonymous, "an objection is named and signed");
  }
  if (!InNotice(file)) {
    return *RefusalOfState(file, {v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED},
                           "an objection");
  }
  if (auto refusal = RefusalOfReceipt(file, received_date)) return *refusal;
  v1::ObjectionRaised raised;
  raised.set_claim_id(claim_id);
  raised.set_objection_id(objection_id);
  *raised.mutable_objector_name() = sealing::TextOf(objector_name);
  raised.set_grounds(grounds);
  raised.set_received_date(FormatDate(received_date));
  return decision::Record(raised);
}

Decision UpholdObjection::Decide(const ObjectionFile& objection, const ClaimFile& file) const {
  if (objection.state == v1::OBJECTION_STATE_UPHELD && objection.resolved_date == resolved_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfObjectionFile(objection)) return *refusal;
  if (objection.claim_id != claim_id) return decision::Stale{};
  if (auto refusal = RefusalOfState(
          file,
          {v1::CLAIM_STATE_COMPUTED, v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_DECIDED,
           v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED, v1::CLAIM_STATE_SUSPENDED},
          "upholding an objection")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfResolution(objection, file, resolved_date, by)) return *refusal;
  v1::ObjectionUpheld upheld;
  upheld.set_claim_id(claim_id);
  upheld.set_objection_id(objection_id);
  upheld.set_findings(findings);
  upheld.set_resolved_date(FormatDate(resolved_date));
  std::vector<eventstore::Event> events = {decision::EncodeFact(upheld)};
  for (eventstore::Event& event : EventsOfRefusal(file, kUpheldGrounds, resolved_date)) {
    events.push_back(std::move(event));
  }
  return events;
}

Decision DismissObjection::Decide(const ObjectionFile& objection, const ClaimFile& file) const {
  if (objection.state == v1::OBJECTION_STATE_DISMISSED &&
      objection.resolved_date == resolved_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfObjectionFile(objection)) return *refusal;
  if (objection.claim_id != claim_id) return decision::Stale{};
  if (auto refusal = RefusalOfResolution(objection, file, resolved_date, by)) return *refusal;
  v1::ObjectionDismissed dismissed;
  dismissed.set_claim_id(claim_id);
  dismissed.set_objection_id(objection_id);
  dismissed.set_findings(findings);
  dismissed.set_resolved_date(FormatDate(resolved_date));
  return decision::Record(dismissed);
}

}  // namespace debut::grants
