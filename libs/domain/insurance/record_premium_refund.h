#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/insurance/insurance_policy_file.h"
#include "money/fen.h"

namespace debut::insurance {

// The insurer paid back part of one instalment, or all of it. Whenever that was, it lowers the
// entitlement of the year in which the instalment was paid. Requires a positive amount.
struct RecordPremiumRefund {
  std::string policy_id;
  std::string refund_number;
  std::string voucher_number;
  absl::CivilDay refunded_date;
  money::Fen amount;

  std::tuple<InsurancePolicyFile> Reads() const;
  // Nothing if the refund is recorded so already.
  decision::Decision Decide(const InsurancePolicyFile& policy) const;
};

static_assert(decision::Command<RecordPremiumRefund>);

}  // namespace debut::insurance
