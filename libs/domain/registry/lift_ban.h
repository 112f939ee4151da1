#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/ban_file.h"

namespace debut::registry {

// A ban no longer holds from a date on; lifted before its first day, it never does.
struct LiftBan {
  std::string ban_id;
  std::string enterprise_id;
  absl::CivilDay lifted_date;
  std::string document;

  std::tuple<BanFile> Reads() const;
  // Nothing if it was lifted on that date.
  decision::Decision Decide(const BanFile& ban_file) const;
};

static_assert(decision::Command<LiftBan>);

}  // namespace debut::registry
