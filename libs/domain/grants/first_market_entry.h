#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/certification/product_file.h"
#include "domain/grants/measure.h"
#include "domain/market/contract_file.h"
#include "domain/market/first_entry_case.h"

namespace debut::grants {

inline constexpr std::size_t kContractsMax = 40;  // Of one claim: each is a tag of its events.

// What a claim of measure 3 is about.
struct FirstMarketEntryBasis {
  std::string product_id;
  std::string family_id;
  std::vector<std::string> contract_ids;  // Sorted; members of the family's first-entry case.

  bool operator==(const FirstMarketEntryBasis&) const = default;
};

// Measure 3, 首次进入市场: part of the first contracts' amount for a listed product, paid to its
// maker. One cap per product family, for life. The facts: the product, its family's first-entry
// case, and the contracts of the claim.
class FirstMarketEntry {
 public:
  using Basis = FirstMarketEntryBasis;
  static constexpr policy::v1::Measure kMeasure = policy::v1::MEASURE_FIRST_MARKET_ENTRY;

  static std::optional<Basis> BasisIn(const v1::ClaimSubmitted& submitted);
  static void WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted);
  static std::optional<RateRule> RateRuleIn(const policy::v1::PolicyVersion& policy);

  explicit FirstMarketEntry(Basis basis);
  // A claim for a product as it is made: the family is not known yet, and without contracts it is
  // for all that joined the case with the product.
  static FirstMarketEntry ClaimFor(const std::string& product_id,
                                   std::vector<std::string> contract_ids);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const FirstMarketEntry&) const = default;

  const Basis& basis() const { return basis_; }
  bool Complete() const;
  FirstMarketEntry Widened() const;

  // In this order. Whoever claims: ENTERPRISE_NOT_IN_ZONE, ENTERPRISE_NOT_SME. The product:
  // PRODUCT_UNKNOWN, PRODUCT_OF_ANOTHER_MAKER, PRODUCT_DELISTED, PRODUCT_NOT_CERTIFIED,
  // PRODUCT_NOT_LISTED. The contracts: FIRST_ENTRY_CASE_UNKNOWN, CONTRACTS_TOO_MANY,
  // CONTRACT_NOT_IN_CASE, CONTRACT_TERMINATED, PAID_IN_SHARE_TOO_LOW. What was found at the
  // submission and can't change is not looked at again.
  Refusal RefusalAt(const Occasion& occasion, const Rules& rules,
                    const registry::Party& claimant) const;
  std::string SubjectKey() const;
  std::uint32_t LimitYear() const { return 0; }
  std::vector<std::string> CapKeys(const registry::Party& claimant, const RoundFile& round) const;
  std::vector<Evidence> EvidenceUsed() const;
  bool InLog() const;
  // The cap follows the product's level on the day that the policy names: the signing of the case's
  // earliest contract (W9), or the submission. A product that was not certified yet on that day
  // counts with its first level.
  void Calculate(const Rules& rules, money::Fen cap_used, const Occasion& occasion,
                 policy::Calculation& calculation) const;

 private:
  std::vector<std::string> ContractsOfCase() const;
  Refusal RefusalOfProduct(const Occasion& occasion, const registry::Party& claimant) const;
  Refusal RefusalOfContracts(const Occasion& occasion) const;
  Refusal RefusalOfPaidInShare(const Occasion& occasion,
                               const policy::v1::FirstMarketEntryRules& rules) const;
  certification::v1::Level LevelThatCounts(const policy::v1::FirstMarketEntryRules& rules,
                                           const Occasion& occasion) const;

  Basis basis_;
  bool whole_case_ = false;
  certification::ProductFile product_;
  market::FirstEntryCase case_;
  std::map<std::string, market::ContractFile> contracts_;  // By id.
};

static_assert(Measure<FirstMarketEntry>);

}  // namespace debut::grants
