#include "domain/registry/declare_related_party.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile, EnterpriseFile> DeclareRelatedParty::Reads() const {
  return {EnterpriseFile{enterprise_id}, EnterpriseFile{related_id}};
}

decision::Decision DeclareRelatedParty::Decide(const EnterpriseFile& file,
                                               const EnterpriseFile& related) const {
  if (!file.registered) return RejectUnknown(enterprise_id);
  if (!related.registered) return RejectUnknown(related_id);
  const std::string& one = file.IsBranch() ? file.legal_person_id : enterprise_id;
  const std::string& other = related.IsBranch() ? related.legal_person_id : related_id;
  if (one == other) {
    return decision::Reject(
        kPartiesAreOne,
        fmt::format("{} and {} are one legal person, {}", enterprise_id, related_id, one),
        {{"legal_person_id", one}});
  }
  for (const Relation& relation : file.relations) {
    const bool open = !relation.period.to.has_value();
    if (!open || relation.other_id != related_id || relation.kind != kind) continue;
    if (relation.period.from == from_date) return decision::Nothing();
    const std::string since = calendar::FormatDate(relation.period.from);
    return decision::Reject(
        kRelationAlreadyDeclared,
        fmt::format("{} and {} are so related since {}", enterprise_id, related_id, since),
        {{"from_date", since}});
  }

  v1::RelatedPartyDeclared fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_related_id(related_id);
  fact.set_kind(kind);
  fact.set_from_date(calendar::FormatDate(from_date));
  return decision::Record(fact);
}

}  // namespace debut::registry
