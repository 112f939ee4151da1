#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/certification/product_file.h"
#include "domain/financing/interest_of_borrower.h"
#include "domain/financing/loan_file.h"
#include "domain/financing/revenue_file.h"
#include "domain/grants/awarded_evidence.h"
#include "domain/grants/measure.h"

namespace debut::grants {

inline constexpr std::size_t kVouchersMax = 36;  // Of one claim: each is a tag of its events.

struct ClaimedVoucher {
  std::string loan_id;
  std::string voucher;  // Normalised.

  auto operator<=>(const ClaimedVoucher&) const = default;
};

// What a claim of measure 7 is about.
struct FinancingBasis {
  std::string enterprise_id;  // The legal person.
  financing::v1::LoanType credit_product = financing::v1::LOAN_TYPE_UNSPECIFIED;
  std::uint32_t limit_year = 0;
  std::vector<ClaimedVoucher> vouchers;  // Sorted; paid in that year.
  std::string product_id;                // A first-created one that the claimant makes.

  bool operator==(const FinancingBasis&) const = default;
};

// Measure 7, 融资支持: part of the interest that an enterprise with a
// first-created product paid on its loans. One cap per enterprise, credit
// product and year; a credit product is a type of loan, whichever banks give it
// (W7). The entitlement is that of all vouchers which a live award under the
// cap was given for or which this claim adds; the award is the difference to
// what was awarded, so that one claim or several come to the same. The facts:
// the claimant, what its caps were used for, its product, the loans, and the
// borrowers' revenues.
class Financing {
 public:
  using Basis = FinancingBasis;
  static constexpr policy::v1::Measure kMeasure = policy::v1::MEASURE_FINANCING;

  static std::optional<Basis> BasisIn(const v1::ClaimSubmitted& submitted);
  static void WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted);
  static std::optional<RateRule> RateRuleIn(const policy::v1::PolicyVersion& policy);

  // What is asked for of a claim that is not recorded yet.
  struct Asked {
    std::string enterprise_id;  // Any member of the legal person.
    absl::CivilDay date;
    std::set<std::string> loan_ids;  // None: all.

    bool operator==(const Asked&) const = default;
  };

  explicit Financing(Basis basis);
  // A claim as it is made: for all normal interest of the year and credit
  // product that was paid by that date and is in no live award; on these loans,
  // or without any, on all.
  static Financing ClaimFor(Asked asked, financing::v1::LoanType credit_product,
                            std::uint32_t limit_year, const std::string& product_id);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const Financing&) const = default;

  const Basis& basis() const { return keys_.basis; }
  bool Complete() const { return KeysNamed() == keys_; }
  Financing Widened() const { return Financing(KeysNamed(), asked_); }

  // In this order. Whoever claims: ENTERPRISE_NOT_IN_ZONE, ENTERPRISE_NOT_SME.
  // The year: LIMIT_YEAR_NOT_CLAIMABLE. The loans: LOAN_UNKNOWN,
  // LOAN_OF_ANOTHER, CREDIT_PRODUCT_DIFFERS, INTEREST_NOT_PAID,
  // VOUCHERS_TOO_MANY. The revenue, as long as nothing is granted:
  // REVENUE_UNKNOWN, REVENUE_TOO_HIGH. The product: PRODUCT_UNKNOWN,
  // PRODUCT_OF_ANOTHER_MAKER, PRODUCT_DELISTED, PRODUCT_NOT_CERTIFIED.
  Refusal RefusalAt(const Occasion& occasion, const Rules& rules,
                    const registry::Party& claimant) const;
  std::string SubjectKey() const;
  std::uint32_t LimitYear() const { return keys_.basis.limit_year; }
  std::vector<std::string> CapKeys(const registry::Party& claimant, const RoundFile&) const {
    return CapKeysOfParty(claimant);
  }
  std::vector<Evidence> EvidenceUsed() const;
  bool InLog() const;
  void Calculate(const Rules& rules, money::Fen cap_used, const Occasion& occasion,
                 policy::Calculation& calculation) const;

 private:
  // With what the view is made.
  struct Keys {
    Basis basis;
    std::set<std::string> member_ids = {};
    std::vector<std::string> cap_keys = {};
    std::set<std::string> loan_ids = {};

    bool operator==(const Keys&) const = default;
  };

  Financing(Keys keys, std::optional<Asked> asked);

  // What the facts name, as far as they are folded.
  Keys KeysNamed() const;
  Basis BasisNamed() const;
  std::vector<std::string> CapKeysOfParty(const registry::Party& party) const;
  std::set<std::string> LoanIdsAsked() const;
  std::set<std::string> SubjectsThatCount() const;
  // "CREDIT/2021"
  std::string CapRest() const;
  Refusal RefusalOfYear(const Occasion& occasion, const policy::v1::FinancingRules& rules) const;
  Refusal RefusalOfLoans() const;
  Refusal RefusalOfRevenue(const policy::v1::FinancingRules& rules) const;
  Refusal RefusalOfProduct(const Occasion& occasion, const policy::v1::FinancingRules& rules,
                           const registry::Party& claimant) const;

  Keys keys_;
  std::optional<Asked> asked_;
  registry::Party party_;
  AwardedEvidence awarded_;
  certification::ProductFile product_;
  financing::InterestOfBorrower interest_;
  std::map<std::string, financing::LoanFile> loans_;        // By id.
  std::map<std::string, financing::RevenueFile> revenues_;  // By member.
};

static_assert(Measure<Financing>);

}  // namespace debut::grants
