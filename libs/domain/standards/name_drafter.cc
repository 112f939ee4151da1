#include "domain/standards/name_drafter.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/standards/guards.h"
#include "domain/standards/reasons.h"

namespace debut::standards {

std::tuple<StandardFile, registry::Party> NameDrafter::Reads() const {
  return {StandardFile{standard_id}, drafter};
}

decision::Decision NameDrafter::Decide(const StandardFile& standard,
                                       const registry::Party& party) const {
  if (auto refusal = RefusalOfStep(
          standard, {v1::STANDARD_STATE_APPROVED, v1::STANDARD_STATE_DRAFTED}, named_date)) {
    return *std::move(refusal);
  }
  if (!party.Known()) return RejectEnterpriseUnknown(party.id());
  if (!party.Complete()) return decision::Stale{};
  const std::string enterprise_id = party.LegalPersonIdOn(named_date);
  for (const auto& [id, other] : standard.drafters) {
    if (id == enterprise_id && other == Drafter{role, rank}) return decision::Nothing();
    if (id == enterprise_id || other.rank != rank) continue;
    return decision::Reject(kDrafterRankTaken, fmt::format("{} has rank {}", id, rank),
                            {{"enterprise_id", id}});
  }
  v1::DrafterNamed fact;
  fact.set_standard_id(standard_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_role(role);
  fact.set_rank(rank);
  fact.set_named_date(calendar::FormatDate(named_date));
  return decision::Record(fact);
}

std::tuple<StandardFile> RemoveDrafter::Reads() const { return {StandardFile{standard_id}}; }

decision::Decision RemoveDrafter::Decide(const StandardFile& standard) const {
  if (auto refusal = RefusalOfStep(
          standard, {v1::STANDARD_STATE_APPROVED, v1::STANDARD_STATE_DRAFTED}, removed_date)) {
    return *std::move(refusal);
  }
  if (!standard.drafters.contains(enterprise_id)) {
    return decision::RejectNotFound(kDrafterUnknown,
                                    fmt::format("{} does not draft {}", enterprise_id, standard_id),
                                    {{"enterprise_id", enterprise_id}});
  }
  v1::DrafterRemoved fact;
  fact.set_standard_id(standard_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_removed_date(calendar::FormatDate(removed_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::standards
