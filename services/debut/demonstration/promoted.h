#pragma once

#include <vector>

#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {

// A partner in another division, and the agreement with it for all three years.
void WriteCooperation(Script& script);
// Measure 5: demands of the year, which their buyers' first contracts answer; a launch and an
// activity of the co-operation, each with the contract that it led to. Of `sold`, the first few; in
// 2022 also what left the catalogue. After the first contracts.
void WritePromotion(const std::vector<Product>& sold, const YearDates& dates, Script& script);

}  // namespace debut::cli::demonstration
