#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/certification/product_file.h"
#include "domain/grants/awarded_evidence.h"
#include "domain/grants/measure.h"
#include "domain/insurance/insurance_policy_file.h"
#include "domain/insurance/premiums_of_holder.h"

namespace debut::grants {

inline constexpr std::size_t kInstalmentsMax = 36;  // Of one claim: each is a tag of its events.
inline constexpr std::size_t kInsuredProductsMax = 15;  // Of all its policies; tags, too.

struct InsuredInstalment {
  std::string policy_id;
  std::string voucher;  // Normalised.

  auto operator<=>(const InsuredInstalment&) const = default;
};

// What a claim of measure 4 is about.
struct InsuranceBasis {
  std::string enterprise_id;  // The legal person.
  std::uint32_t limit_year = 0;
  std::vector<InsuredInstalment> instalments;  // Sorted; paid in that year.
  std::vector<std::string> product_ids;        // Insured by their policies; sorted.

  bool operator==(const InsuranceBasis&) const = default;
};

// Measure 4, 保险补偿: part of the premium that a developer paid for its first-created products.
// One cap per enterprise and year. The entitlement is that of all instalments of the enterprise and
// year which a live award was given for or which this claim adds; the award is the difference to
// what was awarded, so that one claim or several come to the same. The facts: the claimant, what
// its caps were used for, the policies, and their products.
class Insurance {
 public:
  using Basis = InsuranceBasis;
  static constexpr policy::v1::Measure kMeasure = policy::v1::MEASURE_INSURANCE;

  static std::optional<Basis> BasisIn(const v1::ClaimSubmitted& submitted);
  static void WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted);
  static std::optional<RateRule> RateRuleIn(const policy::v1::PolicyVersion& policy);

  explicit Insurance(Basis basis);
  // A claim as it is made, by any member of a legal person, on a date: for all premium of the year
  // that was paid by then and is in no live award; on these policies, or without any, on all.
  static Insurance ClaimFor(const std::string& enterprise_id, std::uint32_t limit_year,
                            absl::CivilDay submitted_date,
                            const std::vector<std::string>& policy_ids);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const Insurance&) const = default;

  const Basis& basis() const { return keys_.basis; }
  bool Complete() const { return KeysNamed() == keys_; }
  Insurance Widened() const { return Insurance(KeysNamed(), asked_); }

  // In this order. Whoever claims: ENTERPRISE_NOT_IN_ZONE, ENTERPRISE_NOT_SME. The policies:
  // INSURANCE_POLICY_UNKNOWN, INSURANCE_POLICY_OF_ANOTHER, PREMIUM_NOT_PAID, INSTALMENTS_TOO_MANY.
  // Their products, of which one has to be in good standing: PRODUCT_DELISTED,
  // PRODUCT_NOT_CERTIFIED; at the payment, only if no policy of the claim has one.
  Refusal RefusalAt(const Occasion& occasion, const Rules& rules,
                    const registry::Party& claimant) const;
  std::string SubjectKey() const;
  std::uint32_t LimitYear() const { return keys_.basis.limit_year; }
  std::vector<std::string> CapKeys(const registry::Party& claimant, const RoundFile&) const {
    return CapKeysOfParty(claimant);
  }
  std::vector<Evidence> EvidenceUsed() const;
  bool InLog() const;
  // The premium of a policy whose products are all void does not count.
  void Calculate(const Rules& rules, money::Fen cap_used, const Occasion& occasion,
                 policy::Calculation& calculation) const;

 private:
  // With what the view is made.
  struct Keys {
    Basis basis;
    std::set<std::string> member_ids = {};
    std::vector<std::string> cap_keys = {};
    std::set<std::string> policy_ids = {};
    std::set<std::string> product_ids = {};

    bool operator==(const Keys&) const = default;
  };
  // What was asked for, of a claim that is not recorded yet.
  struct Asked {
    std::string enterprise_id;
    absl::CivilDay date;
    std::set<std::string> policy_ids;  // None: all.

    bool operator==(const Asked&) const = default;
  };

  Insurance(Keys keys, std::optional<Asked> asked);

  // What the facts name, as far as they are folded.
  Keys KeysNamed() const;
  Basis BasisNamed() const;
  std::vector<std::string> CapKeysOfParty(const registry::Party& party) const;
  std::set<std::string> PolicyIdsAsked() const;
  std::set<std::string> SubjectsThatCount() const;
  bool Counts(const insurance::InsurancePolicyFile& policy) const;
  Refusal RefusalOfPolicies() const;
  Refusal RefusalOfProducts(const Occasion& occasion,
                            const policy::v1::InsuranceRules& rules) const;
  Refusal RefusalOfProductsOf(const insurance::InsurancePolicyFile& policy,
                              const Occasion& occasion,
                              const policy::v1::InsuranceRules& rules) const;

  Keys keys_;
  std::optional<Asked> asked_;
  registry::Party party_;
  AwardedEvidence awarded_;
  insurance::PremiumsOfHolder premiums_;
  std::map<std::string, insurance::InsurancePolicyFile> policies_;  // By id.
  std::map<std::string, certification::ProductFile> products_;      // By id.
};

static_assert(Measure<Insurance>);

}  // namespace debut::grants
