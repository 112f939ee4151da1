#pragma once

#include "absl/time/civil_time.h"
#include "debut/certification/v1/certification_service.pb.h"
#include "domain/certification/laboratory_file.h"
#include "domain/certification/product_file.h"

namespace debut::certification {

// Unspecified before the acceptance.
v1::ProductState StateOn(const ProductFile& file, absl::CivilDay date);

// The product as it was on a date. Experts and scores are counted, not named.
v1::Product ProductOn(const ProductFile& file, absl::CivilDay date);

// What a registered laboratory may test on a date.
v1::Laboratory LaboratoryOn(const LaboratoryFile& file, absl::CivilDay date);

}  // namespace debut::certification
