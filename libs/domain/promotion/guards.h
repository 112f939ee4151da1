#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/decision.h"
#include "domain/certification/product_files.h"
#include "domain/promotion/demand_file.h"
#include "domain/promotion/reasons.h"

// Refusals that several commands share: what is returned is the reason why not, if there is one.
namespace debut::promotion {

decision::Decision RejectEnterpriseUnknown(const std::string& enterprise_id);
decision::Decision RejectPolicyNotInForce(absl::CivilDay date);
decision::Decision RejectDemandUnknown(const std::string& demand_id);

// DEMAND_UNKNOWN, DEMAND_WITHDRAWN.
std::optional<decision::Decision> RefusalOfDemand(const DemandFile& demand);

// A fact of that date about the demand: DEMAND_UNKNOWN, DEMAND_WITHDRAWN, DATE_BEFORE_PUBLICATION,
// DEMAND_CLOSED. What happened by the closing day may be recorded later.
std::optional<decision::Decision> RefusalOfDemandOn(const DemandFile& demand, absl::CivilDay date);

// PRODUCT_UNKNOWN, PRODUCT_NOT_LISTED.
std::optional<decision::Decision> RefusalOfProduct(const certification::ProductFile& product,
                                                   absl::CivilDay date);

// The same of any of them, in the order of their ids.
std::optional<decision::Decision> RefusalOfProducts(const certification::ProductFiles& products,
                                                    absl::CivilDay date);

}  // namespace debut::promotion
