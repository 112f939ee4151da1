#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/promotion/demand_file.h"
#include "domain/registry/enterprise_file.h"
#include "money/fen.h"

namespace debut::promotion {

inline constexpr int kKeywordsMax = 10;

// A party looks for first-created products for a project. Requires at least one field, kKeywordsMax
// keywords at most, and a closing date on or after the publication.
struct PublishDemand {
  std::string demand_id;
  std::string party_id;
  v1::DemandKind kind = v1::DEMAND_KIND_UNSPECIFIED;
  std::string project_name;
  std::string description;
  Wanted wanted;
  money::Fen budget;  // Zero: not said.
  absl::CivilDay published_date;
  absl::CivilDay closes_date;

  std::tuple<DemandFile, registry::EnterpriseFile> Reads() const;
  decision::Decision Decide(const DemandFile& demand, const registry::EnterpriseFile& party) const;
};

static_assert(decision::Command<PublishDemand>);

}  // namespace debut::promotion
