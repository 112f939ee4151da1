#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// Whether an enterprise is a small or medium-sized one (中小企业) from a date on, until the next
// such fact. The status with the same first day, if any, is replaced: that is how one is corrected.
struct RecordSmeStatus {
  std::string enterprise_id;
  SmeStatus status;
  absl::CivilDay from_date;

  std::tuple<EnterpriseFile> Reads() const;
  // Nothing if this very status, with its document, is on record from that day on.
  decision::Decision Decide(const EnterpriseFile& file) const;
};

static_assert(decision::Command<RecordSmeStatus>);

}  // namespace debut::registry
