#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// One legal person is absorbed by another (合并), which from then on carries what the first one
// used under every cap, and its bans.
//
// A successor that was merged itself is refused, and so no chain of mergers ever closes.
struct MergeEnterprises {
  std::string predecessor_id;
  std::string successor_id;
  absl::CivilDay effective_date;
  std::string document;

  std::tuple<EnterpriseFile, EnterpriseFile> Reads() const;
  // Nothing if the two have merged on that date.
  decision::Decision Decide(const EnterpriseFile& predecessor,
                            const EnterpriseFile& successor) const;
};

static_assert(decision::Command<MergeEnterprises>);

}  // namespace debut::registry
