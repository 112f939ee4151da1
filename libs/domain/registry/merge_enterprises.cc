#include "domain/registry/merge_enterprises.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile, EnterpriseFile> MergeEnterprises::Reads() const {
  return {EnterpriseFile{predecessor_id}, EnterpriseFile{successor_id}};
}

decision::Decision MergeEnterprises::Decide(const EnterpriseFile& predecessor,
                                            const EnterpriseFile& successor) const {
  if (predecessor_id == successor_id) {
    return decision::Reject(kPartiesAreOne,
                            fmt::format("{} can't merge with itself", predecessor_id));
  }
  if (!predecessor.registered) return RejectUnknown(predecessor_id);
  if (!successor.registered) return RejectUnknown(successor_id);
  if (predecessor.IsBranch()) return RejectBranch(predecessor_id, predecessor.legal_person_id);
  if (successor.IsBranch()) return RejectBranch(successor_id, successor.legal_person_id);
  if (predecessor.merger == Merger{successor_id, effective_date}) return decision::Nothing();
  if (predecessor.merger.has_value()) {
    return RejectMerged(predecessor_id, predecessor.merger->successor_id);
  }
  if (successor.merger.has_value()) {
    return RejectMerged(successor_id, successor.merger->successor_id);
  }

  v1::EnterprisesMerged fact;
  fact.set_predecessor_id(predecessor_id);
  fact.set_successor_id(successor_id);
  fact.set_effective_date(calendar::FormatDate(effective_date));
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::registry
