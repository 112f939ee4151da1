#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/standards/standard_file.h"

namespace debut::standards {

// The project is given up, or the published standard abolished (废止). It takes no more facts.
struct WithdrawStandard {
  std::string standard_id;
  absl::CivilDay withdrawn_date;
  std::string grounds;

  std::tuple<StandardFile> Reads() const;
  // Nothing if it was withdrawn on that date.
  decision::Decision Decide(const StandardFile& standard) const;
};

static_assert(decision::Command<WithdrawStandard>);

}  // namespace debut::standards
