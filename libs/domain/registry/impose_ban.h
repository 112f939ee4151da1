#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/ban_file.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// Records a sanction that was decided elsewhere: the enterprise, and whatever it is merged into,
// gets nothing from the first to the last day, both included. Requires first ≤ last.
struct ImposeBan {
  std::string ban_id;
  std::string enterprise_id;
  absl::CivilDay from_date;
  absl::CivilDay to_date;
  std::string document;
  std::string reason;

  std::tuple<EnterpriseFile, BanFile> Reads() const;
  decision::Decision Decide(const EnterpriseFile& file, const BanFile& ban_file) const;
};

static_assert(decision::Command<ImposeBan>);

}  // namespace debut::registry
