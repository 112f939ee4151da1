#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/financing/v1/financing_events.pb.h"
#include "decision/view.h"
#include "eventstore/event.h"
#include "money/fen.h"
#include "money/ratio.h"

namespace debut::financing {

// Principal that moved on a day: disbursed or repaid.
struct PrincipalMove {
  absl::CivilDay date;
  money::Fen amount;

  bool operator==(const PrincipalMove&) const = default;
};

// From `from` on; `to` is the day of settlement, which does not count itself.
struct InterestPeriod {
  absl::CivilDay from;
  absl::CivilDay to;

  bool operator==(const InterestPeriod&) const = default;
};

// The parts of one interest voucher. Only the normal one counts for the measure.
struct InterestParts {
  money::Fen normal;
  money::Fen penalty;
  money::Fen overdue;
  money::Fen extension;
  money::Fen fee;

  bool operator==(const InterestParts&) const = default;
};

// One interest voucher, with what came back of its normal interest.
struct InterestPayment {
  std::string voucher_number;  // As it was typed.
  std::string evidence_key;
  InterestPeriod period;
  absl::CivilDay paid_date;
  std::uint32_t limit_year = 0;
  InterestParts parts;
  money::Fen refunded;
  money::Fen expected;
  v1::Plausibility plausibility = v1::PLAUSIBILITY_UNSPECIFIED;
  std::vector<eventstore::Position> positions;  // Paid, and each refund.

  money::Fen Net() const { return parts.normal - refunded; }
  bool operator==(const InterestPayment&) const = default;
};

struct InterestRefund {
  std::string voucher;  // Normalised.
  absl::CivilDay refunded_date;
  money::Fen amount;

  bool operator==(const InterestRefund&) const = default;
};

// A loan: what was agreed, disbursed and repaid, and the interest that was paid on it. Numbers of
// vouchers and refunds are normalised.
struct LoanFile {
  std::string loan_id;  // Empty: selects nothing.

  bool recorded = false;
  std::string evidence_key = {};
  std::string lender_id = {};
  std::string contract_number = {};
  std::string enterprise_id = {};  // The borrower.
  v1::LoanType type = v1::LOAN_TYPE_UNSPECIFIED;
  money::Fen principal = {};
  absl::CivilDay signed_date = {};
  absl::CivilDay from = {};
  absl::CivilDay due = {};
  std::map<absl::CivilDay, money::Ratio> rates = {};  // Of a year, from that day on.
  std::uint32_t days_per_year = 0;
  eventstore::Position position = {};  // Of the signing.
  std::map<std::string, PrincipalMove> disbursements = {};
  std::map<std::string, PrincipalMove> repayments = {};
  std::map<std::string, InterestPayment> payments = {};
  std::map<std::string, InterestRefund> refunds = {};
  std::string refinances_loan_id = {};
  std::string refinanced_by_loan_id = {};
  absl::CivilDay refinanced_date = {};  // With a refinanced_by_loan_id.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const LoanFile&) const = default;

  // The day from which on no normal interest runs: due, or refinanced before.
  absl::CivilDay InterestEnds() const;
  money::Fen Disbursed() const;
  money::Fen Repaid() const;
  // What is outstanding at the end of a day.
  money::Fen BalanceOn(absl::CivilDay date) const;
  // Σ balance × rate × days / days per year over the days of a period: what the normal interest
  // should be, to the fen for each stretch of days with one balance and rate.
  money::Fen ExpectedInterest(const InterestPeriod& period) const;

 private:
  void ApplyTerms(const eventstore::SequencedEvent& event);
  void ApplyPrincipal(const eventstore::SequencedEvent& event);
  void ApplyInterest(const eventstore::SequencedEvent& event);
};

// Who has recorded the loan of this key.
struct LoanKeyHolder {
  std::string evidence_key;
  std::string loan_id = {};  // Empty: nobody.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const LoanKeyHolder&) const = default;
};

// On which loan the interest voucher of this key is recorded.
struct InterestVoucherHolder {
  std::string evidence_key;
  std::string loan_id = {};  // Empty: on none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const InterestVoucherHolder&) const = default;
};

static_assert(decision::View<LoanFile> && decision::View<LoanKeyHolder> &&
              decision::View<InterestVoucherHolder>);

}  // namespace debut::financing
