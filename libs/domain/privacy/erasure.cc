#include "domain/privacy/erasure.h"

#include <algorithm>

#include "calendar/date.h"
#include "debut/privacy/v1/privacy_events.pb.h"
#include "domain/privacy/guards.h"

namespace debut::privacy {
namespace {

using calendar::FormatDate;
using decision::Decision;

constexpr int kReceiptsMax = 1'000;  // An entry has 60,000 bytes.

}  // namespace

Decision RequestErasure::Decide(const SubjectFile& file) const {
  if (auto refusal = RefusalOfUnknown(file)) return *refusal;
  if (file.erasure_requested) return decision::Nothing();
  if (file.held) {
    return decision::Reject(kLegalHold, fmt::format("{} is under a legal hold", subject),
                            {{"subject", subject}});
  }
  const auto retained_until = file.RetainedUntil();
  if (retained_until.has_value() && requested_date <= *retained_until) {
    const absl::CivilDay erase_on = *retained_until + 1;
    if (file.restricted && file.erase_on == erase_on) return decision::Nothing();
    v1::SubjectRestricted fact;
    fact.set_subject(subject);
    fact.set_grounds(grounds);
    fact.set_erase_on_date(FormatDate(erase_on));
    fact.set_restricted_date(FormatDate(requested_date));
    return decision::Record(fact);
  }
  v1::ErasureRequested fact;
  fact.set_subject(subject);
  fact.set_grounds(grounds);
  fact.set_requested_date(FormatDate(requested_date));
  return decision::Record(fact);
}

Decision CompleteErasure::Decide(const SubjectFile& file) const {
  if (file.erasure_completed) return decision::Nothing();
  if (!file.erasure_requested) {
    return decision::Reject(kErasureNotRequested,
                            fmt::format("nobody asked for the erasure of {}", subject),
                            {{"subject", subject}});
  }
  v1::ErasureCompleted fact;
  fact.set_subject(subject);
  for (const Commitment& each : file.commitments) {
    if (fact.purged_digests_size() < kReceiptsMax) fact.add_purged_digests(each.digest);
  }
  fact.set_purged_count(static_cast<std::uint32_t>(file.commitments.size()));
  fact.set_completed_date(FormatDate(completed_date));
  return decision::Record(fact);
}

Decision RecordReading::Decide(const SubjectFile& file) const {
  if (auto refusal = RefusalOfSubject(file)) return *refusal;
  if (file.restricted) {
    return decision::Reject(kSubjectRestricted, fmt::format("{} is restricted", subject),
                            {{"subject", subject}});
  }
  v1::SealedFieldsRead fact;
  fact.set_subject(subject);
  for (const std::string& field : fields) fact.add_fields(field);
  fact.set_purpose(purpose);
  fact.set_read_date(FormatDate(read_date));
  return decision::Record(fact);
}

}  // namespace debut::privacy
