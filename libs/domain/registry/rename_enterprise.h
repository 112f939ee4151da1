#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// A party, enterprise or branch, has another name from a date on.
struct RenameEnterprise {
  std::string enterprise_id;
  std::string name;
  absl::CivilDay effective_date;

  std::tuple<EnterpriseFile> Reads() const;
  // Nothing if it has this name on that date.
  decision::Decision Decide(const EnterpriseFile& file) const;
};

static_assert(decision::Command<RenameEnterprise>);

}  // namespace debut::registry
