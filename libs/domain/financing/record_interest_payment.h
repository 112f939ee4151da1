#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/financing/lender_file.h"
#include "domain/financing/loan_file.h"
#include "domain/policy/policy_in_force.h"

namespace debut::financing {

// The borrower paid interest, by one voucher of the lender. Its limit year is the calendar year, in
// Shanghai, of the payment. Normal interest that is far from balance × rate × days is recorded with
// a warning, and not refused. Requires parts of at least 0, one of them more, and a period whose
// end lies after its beginning.
struct RecordInterestPayment {
  std::string loan_id;
  std::string voucher_number;
  InterestPeriod period;
  std::string paid_time;  // RFC 3339, UTC; empty: only the date is known.
  absl::CivilDay paid_date;
  InterestParts parts;
  std::string lender_id;     // Prepared: the loan's; empty if it is unknown.
  std::string evidence_key;  // InterestVoucherKey() with the lender's code.

  std::tuple<LoanFile, LenderFile, InterestVoucherHolder, policy::PolicyInForce> Reads() const;
  // Nothing if the voucher is recorded so already. Stale if the keys don't fit.
  decision::Decision Decide(const LoanFile& loan, const LenderFile& lender,
                            const InterestVoucherHolder& holder,
                            const policy::PolicyInForce& policy) const;

 private:
  std::optional<decision::Decision> RefusalOfPeriod(const LoanFile& loan) const;
  v1::Plausibility PlausibilityOf(const LoanFile& loan, money::Fen expected,
                                  const policy::PolicyInForce& policy) const;
};

static_assert(decision::Command<RecordInterestPayment>);

}  // namespace debut::financing
