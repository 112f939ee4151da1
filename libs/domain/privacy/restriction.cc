#include "domain/privacy/restriction.h"

#include "calendar/date.h"
#include "debut/privacy/v1/privacy_events.pb.h"
#include "domain/privacy/guards.h"

namespace debut::privacy {

using calendar::FormatDate;
using decision::Decision;

Decision RestrictSubject::Decide(const SubjectFile& file) const {
  if (auto refusal = RefusalOfSubject(file)) return *refusal;
  if (file.restricted) return decision::Nothing();
  v1::SubjectRestricted fact;
  fact.set_subject(subject);
  fact.set_grounds(grounds);
  fact.set_restricted_date(FormatDate(restricted_date));
  return decision::Record(fact);
}

Decision LiftRestriction::Decide(const SubjectFile& file) const {
  if (auto refusal = RefusalOfSubject(file)) return *refusal;
  if (!file.restricted) return decision::Nothing();
  v1::SubjectRestrictionLifted fact;
  fact.set_subject(subject);
  fact.set_grounds(grounds);
  fact.set_lifted_date(FormatDate(lifted_date));
  return decision::Record(fact);
}

Decision PlaceLegalHold::Decide(const SubjectFile& file) const {
  if (auto refusal = RefusalOfSubject(file)) return *refusal;
  if (file.held) return decision::Nothing();
  v1::LegalHoldPlaced fact;
  fact.set_subject(subject);
  fact.set_grounds(grounds);
  fact.set_placed_date(FormatDate(placed_date));
  return decision::Record(fact);
}

Decision ReleaseLegalHold::Decide(const SubjectFile& file) const {
  if (auto refusal = RefusalOfSubject(file)) return *refusal;
  if (!file.held) return decision::Nothing();
  v1::LegalHoldReleased fact;
  fact.set_subject(subject);
  fact.set_grounds(grounds);
  fact.set_released_date(FormatDate(released_date));
  return decision::Record(fact);
}

}  // namespace debut::privacy
