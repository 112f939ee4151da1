#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/policy/v1/policy.pb.h"
#include "domain/certification/product_file.h"
#include "domain/grants/measure.h"
#include "domain/registry/party.h"

// What several measures ask of who claims and of the product, and under which keys the caps of a
// legal person are counted.
namespace debut::grants {

// ENTERPRISE_NOT_IN_ZONE, ENTERPRISE_NOT_SME, as far as the policy asks for them.
Refusal RefusalOfClaimant(const registry::Party& claimant, absl::CivilDay date,
                          const policy::v1::FlagFigure& in_zone,
                          const policy::v1::FlagFigure& is_sme);

// VOID counts at every step, REVOKED until the grant, EXPIRED for new claims only (W10). Null: the
// product is in good standing.
const certification::Delisting* DelistingThatCounts(const certification::ProductFile& product,
                                                    const Occasion& occasion);

bool IsVoid(const certification::ProductFile& product);

// PRODUCT_DELISTED, if it counts at the step.
Refusal RefusalOfDelisting(const certification::ProductFile& product, const Occasion& occasion);

// Of the product that a claim names: PRODUCT_UNKNOWN, PRODUCT_DELISTED, PRODUCT_NOT_CERTIFIED at
// the submission, if the policy asks for a certified one.
Refusal RefusalOfNamedProduct(const certification::ProductFile& product, const Occasion& occasion,
                              const policy::v1::FlagFigure& certified);

// "m4/<legal person>/2021" for each legal person of the party: own first, then those that were
// merged with it, whose use of the cap it carries. A branch has no cap of its own.
std::vector<std::string> CapKeysOf(const std::string& measure, const std::string& own_id,
                                   const registry::Party& party, const std::string& rest);

}  // namespace debut::grants
