#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/exchange/v1/exchange_events.pb.h"
#include "decision/view.h"
#include "domain/exchange/conversion.h"
#include "eventstore/event.h"

namespace debut::exchange {

// One line of a voucher, as it was paid.
struct ExpenseTerms {
  std::string event_id;
  std::string enterprise_id;  // As it participated.
  v1::ExpenseCategory category = v1::EXPENSE_CATEGORY_UNSPECIFIED;
  std::string issuer;  // Its credit code, or its name.
  std::string voucher_number;
  std::uint32_t voucher_line = 1;
  absl::CivilDay paid_date;
  std::string currency;  // ISO 4217.
  std::int64_t amount_minor = 0;
  std::optional<Conversion> conversion;  // Nothing for CNY.

  money::Fen Amount() const { return InFen(amount_minor, conversion); }
  bool operator==(const ExpenseTerms&) const = default;
};

// What a voucher line is in the real world, whoever paid it: "expense/" and 32 hex digits of a
// SHA-256 over issuer, number and line, however the texts are typed. It is funded once in the
// whole system: host and exhibitor can't both be.
std::string ExpenseKey(const ExpenseTerms& terms);

// What of an expense is eligible.
struct Approval {
  money::Fen amount;
  std::string reason;  // Why it is less than the expense; else empty.
  absl::CivilDay date;

  bool operator==(const Approval&) const = default;
};

// An expense with its latest approval.
struct ExpenseFile {
  std::string expense_id;  // Empty: selects nothing.

  bool recorded = false;
  std::string recorded_by = {};  // Principal.
  ExpenseTerms terms = {};
  std::string evidence_key = {};
  money::Fen amount = {};  // As it was recorded.
  std::optional<Approval> approval = {};
  bool voided = false;
  std::vector<eventstore::Position> positions = {};  // Of the payment and the approvals.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ExpenseFile&) const = default;
};

// Under which ids the payers of a voucher line have recorded it.
struct VoucherRecords {
  std::string evidence_key;
  std::map<std::string, std::string> expense_ids = {};  // By enterprise; void ones are out.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const VoucherRecords&) const = default;
};

static_assert(decision::View<ExpenseFile> && decision::View<VoucherRecords>);

}  // namespace debut::exchange
