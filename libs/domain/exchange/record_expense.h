#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/exchange/event_file.h"
#include "domain/exchange/expense_file.h"

namespace debut::exchange {

// A participant paid a line of a voucher. Requires an amount of at least one fen.
struct RecordExpense {
  std::string expense_id;
  ExpenseTerms terms;

  std::tuple<EventFile, ExpenseFile, VoucherRecords> Reads() const;
  // Nothing if it is recorded so.
  decision::Decision Decide(const EventFile& event, const ExpenseFile& expense,
                            const VoucherRecords& voucher) const;
};

// It was recorded by mistake.
struct VoidExpense {
  std::string expense_id;
  absl::CivilDay voided_date;
  std::string grounds;

  std::tuple<ExpenseFile> Reads() const;
  // Nothing if it is void.
  decision::Decision Decide(const ExpenseFile& expense) const;
};

static_assert(decision::Command<RecordExpense> && decision::Command<VoidExpense>);

}  // namespace debut::exchange
