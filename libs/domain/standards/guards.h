#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/decision.h"
#include "domain/certification/product_file.h"
#include "domain/standards/standard_file.h"
#include "domain/standards/standard_number.h"

// Refusals that several commands share. Nothing: the guard lets the command pass.
namespace debut::standards {

using Refusal = std::optional<decision::Decision>;

decision::Decision RejectStandardUnknown(const std::string& standard_id);
decision::Decision RejectEnterpriseUnknown(const std::string& enterprise_id);

// STANDARD_UNKNOWN; STANDARD_STATE_UNFIT unless the standard is in one of the states.
Refusal RefusalOfState(const StandardFile& standard, std::initializer_list<v1::StandardState> fit);

// DATE_BEFORE_PREVIOUS_STEP.
Refusal RefusalOfDate(absl::CivilDay date, absl::CivilDay previous_date);

// Of a step that follows the latest one: both of these.
Refusal RefusalOfStep(const StandardFile& standard, std::initializer_list<v1::StandardState> fit,
                      absl::CivilDay date);

// PRODUCT_UNKNOWN.
Refusal RefusalOfProduct(const certification::ProductFile& product);

// STANDARD_NUMBER_TAKEN.
Refusal RefusalOfNumber(const NumberHolder& holder);

}  // namespace debut::standards
