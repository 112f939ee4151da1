#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// A period of registration in the zone. The one with the same first day, if any, is replaced: that
// is how a period is ended, or its end corrected. Requires a last day that is not before the first.
struct RecordZoneRegistration {
  std::string enterprise_id;
  Period period;

  std::tuple<EnterpriseFile> Reads() const;
  // Nothing if this very period is on record.
  decision::Decision Decide(const EnterpriseFile& file) const;
};

static_assert(decision::Command<RecordZoneRegistration>);

}  // namespace debut::registry
