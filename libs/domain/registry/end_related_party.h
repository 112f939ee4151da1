#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// All relations between two parties that have no end yet end with a day, the last on which they
// count. Either side may say so.
struct EndRelatedParty {
  std::string enterprise_id;
  std::string related_id;
  absl::CivilDay to_date;

  std::tuple<EnterpriseFile> Reads() const;
  // Nothing if none is open and one ended on that day.
  decision::Decision Decide(const EnterpriseFile& file) const;
};

static_assert(decision::Command<EndRelatedParty>);

}  // namespace debut::registry
