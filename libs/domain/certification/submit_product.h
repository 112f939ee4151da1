#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"
#include "domain/policy/policy_in_force.h"
#include "domain/registry/party.h"

namespace debut::certification {

// A maker submits a product for assessment. A new version is in its predecessor's family. All that
// the measures ask of maker and product is looked at on the acceptance date (受理日), by the policy
// in force on it.
struct SubmitProduct {
  std::string product_id;
  registry::Party maker{""};  // Unread, with all its members; see registry::ResolveParty.
  std::string name;
  v1::ProductType type = v1::PRODUCT_TYPE_UNSPECIFIED;
  v1::Field field = v1::FIELD_UNSPECIFIED;
  v1::Level claimed_level = v1::LEVEL_UNSPECIFIED;
  absl::CivilDay research_completed_date;
  absl::CivilDay accepted_date;
  bool has_market_record = false;
  std::vector<std::string> ip_rights;
  std::string previous_product_id;  // Of a new version; else empty.
  std::string what_is_new;          // As the maker claims; the assessment finds it, or not.

  std::tuple<ProductFile, ProductFile, registry::Party, policy::PolicyInForce> Reads() const;
  // Stale if the maker has a member that is not among the keys.
  decision::Decision Decide(const ProductFile& product, const ProductFile& previous,
                            const registry::Party& maker_file,
                            const policy::PolicyInForce& policy) const;

 private:
  std::optional<decision::Decision> RefusalOfVersion(const ProductFile& previous,
                                                     const registry::Party& maker_file) const;
  std::optional<decision::Decision> RefusalOfMaker(const registry::Party& maker_file) const;
  std::optional<decision::Decision> RefusalOfResearch(const policy::AdoptedPolicy& adopted) const;
  v1::ProductSubmitted Fact(const std::string& family_id) const;
};

static_assert(decision::Command<SubmitProduct>);

}  // namespace debut::certification
