#include "domain/registry/register_branch.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile, EnterpriseFile, CreditCodeHolder> RegisterBranch::Reads() const {
  return {EnterpriseFile{branch_id}, EnterpriseFile{legal_person_id},
          CreditCodeHolder{credit_code}};
}

decision::Decision RegisterBranch::Decide(const EnterpriseFile& branch,
                                          const EnterpriseFile& legal_person,
                                          const CreditCodeHolder& holder) const {
  if (!legal_person.registered) return RejectUnknown(legal_person_id);
  if (legal_person.IsBranch()) return RejectBranch(legal_person_id, legal_person.legal_person_id);
  if (legal_person.merger.has_value()) {
    return RejectMerged(legal_person_id, legal_person.merger->successor_id);
  }
  if (branch.registered) return RejectIdTaken(branch_id);
  if (!holder.holder_id.empty()) return RejectCodeTaken(credit_code, holder.holder_id);

  v1::BranchRegistered fact;
  fact.set_branch_id(branch_id);
  fact.set_legal_person_id(legal_person_id);
  fact.set_credit_code(credit_code);
  fact.set_name(name);
  fact.set_registered_date(calendar::FormatDate(registered_date));
  return decision::Record(fact);
}

}  // namespace debut::registry
