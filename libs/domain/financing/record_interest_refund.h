#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/financing/loan_file.h"
#include "money/fen.h"

namespace debut::financing {

// The lender paid back normal interest of one voucher, wholly or in part. Whenever that was, it
// lowers the entitlement of the year in which it had been paid. Requires a positive amount.
struct RecordInterestRefund {
  std::string loan_id;
  std::string refund_number;
  std::string voucher_number;
  absl::CivilDay refunded_date;
  money::Fen amount;

  std::tuple<LoanFile> Reads() const { return {LoanFile{loan_id}}; }
  // Nothing if the refund is recorded so already.
  decision::Decision Decide(const LoanFile& loan) const;
};

static_assert(decision::Command<RecordInterestRefund>);

}  // namespace debut::financing
