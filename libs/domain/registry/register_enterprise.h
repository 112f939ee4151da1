#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/credit_code_holder.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// Requires a credit code in canonical form (identity::CreditCode).
struct RegisterEnterprise {
  std::string enterprise_id;
  std::string credit_code;
  std::string name;
  v1::PartyKind kind = v1::PARTY_KIND_ENTERPRISE;
  absl::CivilDay registered_date;

  std::tuple<EnterpriseFile, CreditCodeHolder> Reads() const;
  decision::Decision Decide(const EnterpriseFile& file, const CreditCodeHolder& holder) const;
};

static_assert(decision::Command<RegisterEnterprise>);

}  // namespace debut::registry
