#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/grants/exchange.h"
#include "domain/grants/financing.h"
#include "domain/grants/first_market_entry.h"
#include "domain/grants/insurance.h"
#include "domain/grants/measure.h"
#include "domain/grants/standards.h"

namespace debut::grants {

template <Measure... Ms>
struct MeasureList {
  using Basis = std::variant<std::monostate, typename Ms::Basis...>;
  using Facts = std::variant<std::monostate, Ms...>;
};

// The measures whose money this program handles: a new one is added here.
using Measures =
    MeasureList<Standards, FirstMarketEntry, Insurance, InternationalExchange, Financing>;

// What a claim is about; monostate: nothing that this program knows.
using Basis = Measures::Basis;
Basis BasisIn(const v1::ClaimSubmitted& submitted);
void WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted);
policy::v1::Measure MeasureOf(const Basis& basis);

bool MeasureSupported(policy::v1::Measure measure);
// Requires a supported measure.
// GUIDE_MISSING, GUIDE_UNFIT. Requires a supported measure.
Refusal RefusalOfGuide(policy::v1::Measure measure, const Guide& guide);
std::optional<RateRule> RateRuleIn(const policy::v1::PolicyVersion& policy,
                                   policy::v1::Measure measure);

// The facts of whatever measure a claim is of; see the concept Measure for each call. Without a
// measure it selects nothing and is complete; nothing else may be asked then.
class MeasureFacts {
 public:
  MeasureFacts() = default;
  explicit MeasureFacts(const Basis& basis);
  template <Measure M>
  explicit MeasureFacts(M facts) : facts_(std::move(facts)) {}

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const MeasureFacts&) const = default;

  grants::Basis basis() const;
  bool Complete() const;
  MeasureFacts Widened() const;

  Refusal RefusalAt(const Occasion& occasion, const Rules& rules,
                    const registry::Party& claimant) const;
  std::string SubjectKey() const;
  std::uint32_t LimitYear() const;
  std::vector<std::string> CapKeys(const registry::Party& claimant, const RoundFile& round) const;
  std::vector<Evidence> EvidenceUsed() const;
  bool InLog() const;
  void Calculate(const Rules& rules, money::Fen cap_used, const Occasion& occasion,
                 policy::Calculation& calculation) const;

 private:
  Measures::Facts facts_;
};

static_assert(decision::View<MeasureFacts>);

// The facts with every key that they need, folded, as far as the log has them. `load`:
// absl::StatusOr<MeasureFacts>(MeasureFacts) folds their events, as decision::Load does.
template <typename Loader>
absl::StatusOr<MeasureFacts> ResolveFacts(MeasureFacts keyed, Loader load) {
  // Each round finds at least one more key of a finite chain: product, family, case, contracts.
  while (true) {
    ASSIGN_OR_RETURN(MeasureFacts facts, load(std::move(keyed)));
    if (facts.Complete()) return facts;
    keyed = facts.Widened();
  }
}

}  // namespace debut::grants
