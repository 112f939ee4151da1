#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// Two parties are related (关联方) from a date on. Symmetric: either side may declare it. Requires
// two different ids.
struct DeclareRelatedParty {
  std::string enterprise_id;
  std::string related_id;
  v1::RelationKind kind = v1::RELATION_KIND_UNSPECIFIED;
  absl::CivilDay from_date;

  std::tuple<EnterpriseFile, EnterpriseFile> Reads() const;
  // Nothing if this relation is on record from that day on, and has not ended.
  decision::Decision Decide(const EnterpriseFile& file, const EnterpriseFile& related) const;
};

static_assert(decision::Command<DeclareRelatedParty>);

}  // namespace debut::registry
