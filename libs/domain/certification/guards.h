#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/decision.h"
#include "domain/certification/laboratory_file.h"
#include "domain/certification/product_file.h"

// Refusals that several commands share: what is returned is the reason why not, if there is one.
namespace debut::certification {

// PRODUCT_UNKNOWN.
std::optional<decision::Decision> RefusalOfUnknown(const ProductFile& product);

// PRODUCT_UNKNOWN, PRODUCT_ALREADY_DECIDED: of its first assessment.
std::optional<decision::Decision> RefusalOfDecided(const ProductFile& product);

// PRODUCT_UNKNOWN, PRODUCT_ALREADY_DECIDED, unless it is assessed again.
std::optional<decision::Decision> RefusalOfAssessment(const ProductFile& product);

// DATE_BEFORE_ACCEPTANCE: before the latest assessment began.
std::optional<decision::Decision> RefusalBeforeAcceptance(const ProductFile& product,
                                                          absl::CivilDay date);

// PRODUCT_UNKNOWN, PRODUCT_NOT_CERTIFIED, DATE_BEFORE_CERTIFICATION.
std::optional<decision::Decision> RefusalOfChange(const ProductFile& product, absl::CivilDay date);

// As RefusalOfChange, and PRODUCT_DELISTED.
std::optional<decision::Decision> RefusalOfReassessment(const ProductFile& product,
                                                        absl::CivilDay date);

// LABORATORY_UNKNOWN.
std::optional<decision::Decision> RefusalOfLaboratory(const LaboratoryFile& laboratory);

decision::Decision RejectEnterpriseUnknown(const std::string& enterprise_id);
decision::Decision RejectPolicyNotInForce(absl::CivilDay date);

}  // namespace debut::certification
