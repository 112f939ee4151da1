#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/credit_code_holder.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// A branch (分支机构) has a credit code of its own, but no caps: those are its legal person's.
// Requires a credit code in canonical form, and two different ids.
struct RegisterBranch {
  std::string branch_id;
  std::string legal_person_id;
  std::string credit_code;
  std::string name;
  absl::CivilDay registered_date;

  std::tuple<EnterpriseFile, EnterpriseFile, CreditCodeHolder> Reads() const;
  decision::Decision Decide(const EnterpriseFile& branch, const EnterpriseFile& legal_person,
                            const CreditCodeHolder& holder) const;
};

static_assert(decision::Command<RegisterBranch>);

}  // namespace debut::registry
