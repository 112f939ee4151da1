#include "domain/policy/adopt_policy.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "domain/policy/reasons.h"
#include "policy/policy_text.h"

namespace debut::policy {

decision::Decision AdoptPolicy::Decide(const PolicyByVersion& same_id) const {
  const std::string digest = PolicyDigest(text);
  if (const AdoptedPolicy* adopted = same_id.Get()) {
    if (adopted->digest == digest && adopted->effective_date == effective_date) {
      return decision::Nothing();
    }
    return decision::RejectAlreadyExists(
        kPolicyVersionAlreadyAdopted,
        fmt::format("version {} was adopted with another text or effective date", version_id),
        {{"version_id", version_id},
         {"digest", adopted->digest},
         {"effective_date", calendar::FormatDate(adopted->effective_date)}});
  }
  v1::PolicyAdopted adopted;
  adopted.set_policy_id(kPolicyId);
  adopted.set_version_id(version_id);
  adopted.set_digest(digest);
  adopted.set_effective_date(calendar::FormatDate(effective_date));
  adopted.set_document(document);
  adopted.set_text(text);
  return decision::Record(adopted);
}

}  // namespace debut::policy
