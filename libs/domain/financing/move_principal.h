#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/financing/loan_file.h"
#include "money/fen.h"
#include "money/ratio.h"

namespace debut::financing {

// What the normal interest of a loan is computed from: the balance, and the rate. Amounts and rates
// are positive.

struct RecordDisbursement {
  std::string loan_id;
  std::string voucher_number;
  absl::CivilDay disbursed_date;
  money::Fen amount;

  std::tuple<LoanFile> Reads() const { return {LoanFile{loan_id}}; }
  // Nothing if the voucher is recorded so already.
  decision::Decision Decide(const LoanFile& loan) const;
};

// On the due date, late or before it: then it is an early repayment.
struct RecordPrincipalRepayment {
  std::string loan_id;
  std::string voucher_number;
  absl::CivilDay repaid_date;
  money::Fen amount;

  std::tuple<LoanFile> Reads() const { return {LoanFile{loan_id}}; }
  // Nothing if the voucher is recorded so already.
  decision::Decision Decide(const LoanFile& loan) const;
};

struct ChangeLoanRate {
  std::string loan_id;
  absl::CivilDay from;
  money::Ratio rate{0, 1};  // Of a year.

  std::tuple<LoanFile> Reads() const { return {LoanFile{loan_id}}; }
  // Nothing if that rate applies from that day on.
  decision::Decision Decide(const LoanFile& loan) const;
};

static_assert(decision::Command<RecordDisbursement> &&
              decision::Command<RecordPrincipalRepayment> && decision::Command<ChangeLoanRate>);

}  // namespace debut::financing
