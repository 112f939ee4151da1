#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/financing/lender_file.h"

namespace debut::financing {

// Requires a credit code in canonical form (identity::CreditCode).
struct RegisterLender {
  std::string lender_id;
  std::string credit_code;
  std::string name;
  absl::CivilDay registered_date;

  std::tuple<LenderFile, LenderCodeHolder> Reads() const;
  // Nothing if it is registered so.
  decision::Decision Decide(const LenderFile& file, const LenderCodeHolder& holder) const;
};

static_assert(decision::Command<RegisterLender>);

}  // namespace debut::financing
