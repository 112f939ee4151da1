#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/insurance/insurer_file.h"

namespace debut::insurance {

// Requires a credit code in canonical form (identity::CreditCode).
struct RegisterInsurer {
  std::string insurer_id;
  std::string credit_code;
  std::string name;
  absl::CivilDay registered_date;

  std::tuple<InsurerFile, InsurerCodeHolder> Reads() const;
  // Nothing if it is registered so.
  decision::Decision Decide(const InsurerFile& file, const InsurerCodeHolder& holder) const;
};

static_assert(decision::Command<RegisterInsurer>);

}  // namespace debut::insurance
