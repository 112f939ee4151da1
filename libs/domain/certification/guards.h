#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/decision.h"
#include "domain/certification/product_file.h"

// Refusals that several commands share: what is returned is the reason why not, if there is one.
namespace debut::certification {

// PRODUCT_UNKNOWN.
std::optional<decision::Decision> RefusalOfUnknown(const ProductFile& product);

// PRODUCT_UNKNOWN, PRODUCT_ALREADY_DECIDED.
std::optional<decision::Decision> RefusalOfAssessment(const ProductFile& product);

// DATE_BEFORE_ACCEPTANCE.
std::optional<decision::Decision> RefusalBeforeAcceptance(const ProductFile& product,
                                                          absl::CivilDay date);

// PRODUCT_UNKNOWN, PRODUCT_NOT_CERTIFIED, DATE_BEFORE_CERTIFICATION.
std::optional<decision::Decision> RefusalOfChange(const ProductFile& product, absl::CivilDay date);

decision::Decision RejectEnterpriseUnknown(const std::string& enterprise_id);
decision::Decision RejectPolicyNotInForce(absl::CivilDay date);

}  // namespace debut::certification
