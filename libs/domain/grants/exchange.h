#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/certification/product_file.h"
#include "domain/exchange/event_file.h"
#include "domain/exchange/expense_file.h"
#include "domain/grants/measure.h"

namespace debut::grants {

inline constexpr int kExpensesMax = 40;  // Of one claim: each is a tag of its events.

// What a claim of measure 6 is about.
struct ExchangeBasis {
  std::string event_id;
  std::string participant_id;            // The legal person, as it participated.
  std::string product_id;                // A certified one that it showed.
  std::vector<std::string> expense_ids;  // Sorted.
  std::uint32_t limit_year = 0;          // In which the event ends.

  bool operator==(const ExchangeBasis&) const = default;
};

// Measure 6, 国际交流: part of what a participant paid for a conference or an exhibition, by the
// round's guide. A voucher line is funded once, whoever paid it, and so is a participation; the
// guide may cap the enterprise's awards of a year. The facts: the event, the expenses, the product.
class InternationalExchange {
 public:
  using Basis = ExchangeBasis;
  using Guide = ExchangeGuide;
  static constexpr policy::v1::Measure kMeasure = policy::v1::MEASURE_INTERNATIONAL_EXCHANGE;

  static std::optional<Basis> BasisIn(const v1::ClaimSubmitted& submitted);
  static void WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted);
  static std::optional<RateRule> RateRuleIn(const policy::v1::PolicyVersion& policy);

  explicit InternationalExchange(Basis basis);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const InternationalExchange&) const = default;

  const Basis& basis() const { return basis_; }
  // A claim names all its keys; the year follows from the event.
  bool Complete() const { return basis_.limit_year == YearOfEvent(); }
  InternationalExchange Widened() const;

  // In this order. Whoever claims: PARTICIPANT_IS_ANOTHER. The event: EVENT_UNKNOWN,
  // EVENT_CANCELLED, EVENT_NOT_OVER, PARTICIPATION_UNKNOWN. The product: PRODUCT_NOT_SHOWN,
  // PRODUCT_UNKNOWN, PRODUCT_DELISTED, PRODUCT_NOT_CERTIFIED. Each expense: EXPENSE_UNKNOWN,
  // EXPENSE_OF_ANOTHER, EXPENSE_VOID, EXPENSE_NOT_APPROVED, EXPENSE_NOT_IN_GUIDE.
  Refusal RefusalAt(const Occasion& occasion, const Rules& rules,
                    const registry::Party& claimant) const;
  std::string SubjectKey() const;
  std::uint32_t LimitYear() const { return basis_.limit_year; }
  // None if the round's guide has no cap.
  std::vector<std::string> CapKeys(const registry::Party& claimant, const RoundFile& round) const;
  std::vector<Evidence> EvidenceUsed() const;
  bool InLog() const;
  // Expenses that are void don't count, nor does any of a cancelled event or a void product.
  void Calculate(const Rules& rules, money::Fen cap_used, const Occasion& occasion,
                 policy::Calculation& calculation) const;

 private:
  std::uint32_t YearOfEvent() const;
  Refusal RefusalOfEvent(const Occasion& occasion) const;
  Refusal RefusalOfExpense(const exchange::ExpenseFile& expense, const Guide& guide) const;

  Basis basis_;
  exchange::EventFile event_;
  certification::ProductFile product_;
  std::map<std::string, exchange::ExpenseFile> expenses_;  // By id.
};

static_assert(Measure<InternationalExchange>);

}  // namespace debut::grants
