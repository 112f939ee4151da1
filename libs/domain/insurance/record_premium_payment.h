#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/insurance/insurance_policy_file.h"
#include "money/fen.h"

namespace debut::insurance {

// The policyholder paid an instalment. Its limit year is the calendar year, in Shanghai, of the
// payment. Requires a positive amount.
struct RecordPremiumPayment {
  std::string policy_id;
  std::string voucher_number;
  std::string paid_time;  // RFC 3339, UTC; empty: only the date is known.
  absl::CivilDay paid_date;
  money::Fen amount;

  std::tuple<InsurancePolicyFile> Reads() const;
  // Nothing if the voucher is recorded so already.
  decision::Decision Decide(const InsurancePolicyFile& policy) const;
};

static_assert(decision::Command<RecordPremiumPayment>);

}  // namespace debut::insurance
