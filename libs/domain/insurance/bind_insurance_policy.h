#pragma once

#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "debut/insurance/v1/insurance_events.pb.h"
#include "decision/command.h"
#include "domain/certification/product_files.h"
#include "domain/insurance/insurance_policy_file.h"
#include "domain/insurance/insurer_file.h"
#include "domain/registry/party.h"
#include "money/fen.h"

namespace debut::insurance {

inline constexpr int kInsuredProductsMax = 15;  // Of one policy; each is read as a whole file.

// A developer insured its products. The policy may renew another one of the same policyholder; then
// the days between the two are recorded as a break in cover. Requires a positive premium, at least
// one product, and a period whose last day is not before the first.
struct BindInsurancePolicy {
  std::string policy_id;
  std::string insurer_id;
  registry::Party holder{""};  // Unread, keyed with all its members; see registry::ResolveParty.
  std::string number;
  std::set<std::string> product_ids;
  absl::CivilDay from;
  absl::CivilDay to;
  money::Fen premium;
  absl::CivilDay bound_date;
  std::string renews_policy_id;  // Empty: none.
  std::string evidence_key;      // InsurancePolicyKey() with the insurer's code.

  std::tuple<InsurancePolicyFile, InsurancePolicyKeyHolder, InsurerFile, registry::Party,
             certification::ProductFiles, InsurancePolicyFile>
  Reads() const;
  // Stale if the policyholder has a member that is not among the keys, or the key is another.
  decision::Decision Decide(const InsurancePolicyFile& policy,
                            const InsurancePolicyKeyHolder& key_holder, const InsurerFile& insurer,
                            const registry::Party& party,
                            const certification::ProductFiles& products,
                            const InsurancePolicyFile& renewed) const;

 private:
  std::optional<decision::Decision> RefusalOfProducts(
      const registry::Party& party, const certification::ProductFiles& products) const;
  std::optional<decision::Decision> RefusalOfRenewal(const registry::Party& party,
                                                     const InsurancePolicyFile& renewed) const;
  v1::InsurancePolicyBound Fact() const;
  v1::InsurancePolicyRenewed RenewalOf(const InsurancePolicyFile& renewed) const;
};

static_assert(decision::Command<BindInsurancePolicy>);

}  // namespace debut::insurance
