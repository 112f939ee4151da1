#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/certification/product_files.h"
#include "domain/grants/measure.h"
#include "domain/standards/standard_file.h"

namespace debut::grants {

inline constexpr int kStandardsMax = 20;  // Of one claim: each is two tags of its events.

// A standard, and the certified product that it is for.
struct ClaimedStandard {
  std::string standard_id;
  std::string product_id;

  auto operator<=>(const ClaimedStandard&) const = default;
};

// What a claim of measure 2 is about.
struct StandardsBasis {
  std::string drafter_id;  // The legal person, as the standards name it.
  std::uint32_t limit_year = 0;
  std::vector<ClaimedStandard> standards;  // Sorted; published in that year.

  bool operator==(const StandardsBasis&) const = default;
};

// Measure 2, 标准创制: a reward for the drafters of published standards, by the round's guide. A
// standard and a series are rewarded once for each drafter, ever; the guide may cap the
// enterprise's rewards of a year. The facts: the standards and the products that they are for.
class Standards {
 public:
  using Basis = StandardsBasis;
  using Guide = StandardsGuide;
  static constexpr policy::v1::Measure kMeasure = policy::v1::MEASURE_STANDARDS;

  static std::optional<Basis> BasisIn(const v1::ClaimSubmitted& submitted);
  static void WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted);
  // The amounts are the guide's: there is no rate.
  static std::optional<RateRule> RateRuleIn(const policy::v1::PolicyVersion&) { return {}; }

  explicit Standards(Basis basis);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const Standards&) const = default;

  const Basis& basis() const { return basis_; }
  // A claim names all its keys.
  bool Complete() const { return true; }
  Standards Widened() const { return Standards(basis_); }

  // In this order. Whoever claims: DRAFTER_IS_ANOTHER. Each standard: STANDARD_UNKNOWN,
  // STANDARD_NOT_PUBLISHED, STANDARD_WITHDRAWN (until the grant), DRAFTER_UNKNOWN,
  // LIMIT_YEAR_DIFFERS, REWARD_NOT_IN_GUIDE. Its product: PRODUCT_NOT_COVERED, PRODUCT_UNKNOWN,
  // PRODUCT_DELISTED, PRODUCT_NOT_CERTIFIED. All of them: SERIES_NAMED_TWICE. What was found at the
  // submission and can't change is not looked at again.
  Refusal RefusalAt(const Occasion& occasion, const Rules& rules,
                    const registry::Party& claimant) const;
  std::string SubjectKey() const;
  std::uint32_t LimitYear() const { return basis_.limit_year; }
  // None if the round's guide has no cap.
  std::vector<std::string> CapKeys(const registry::Party& claimant, const RoundFile& round) const;
  std::vector<Evidence> EvidenceUsed() const;
  bool InLog() const;
  // A standard whose product is void does not count.
  void Calculate(const Rules& rules, money::Fen cap_used, const Occasion& occasion,
                 policy::Calculation& calculation) const;

 private:
  Refusal RefusalOfStandard(const standards::StandardFile& standard, const Occasion& occasion,
                            const Guide& guide) const;
  Refusal RefusalOfProduct(const ClaimedStandard& claimed, const Occasion& occasion,
                           const policy::v1::StandardsRules& rules) const;
  Refusal RefusalOfSeries() const;

  Basis basis_;
  std::map<std::string, standards::StandardFile> standards_;  // By id.
  certification::ProductFiles products_;
};

static_assert(Measure<Standards>);

}  // namespace debut::grants
