#pragma once

#include <optional>
#include <string>

#include "debut/promotion/v1/promotion_service.pb.h"
#include "domain/certification/product_file.h"
#include "domain/promotion/cooperation_file.h"
#include "domain/promotion/demand_file.h"
#include "domain/promotion/exhibit_pages.h"

namespace debut::promotion {

v1::Demand DemandOf(const DemandFile& file);
v1::Cooperation CooperationOf(const CooperationFile& file);
// `page` is null if none is recorded by that date.
v1::Exhibit ExhibitOn(const certification::ProductFile& product, const ExhibitPage* page,
                      absl::CivilDay date);

}  // namespace debut::promotion
