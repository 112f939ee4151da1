#pragma once

#include <string>
#include <vector>

#include "redecision/what_if.h"
#include "services/debut/report_tables.h"

namespace debut::cli {

// Who would have received more or less, by enterprise and measure; what that makes for each measure
// and each budget; and the claims. Awards that would be the same are in the sums only.
std::vector<ReportTable> TablesOf(const redecision::WhatIf& result);

// The tables as one page with charts of the measures and the budgets. `policy`: the name of what
// was supposed.
std::string WhatIfHtml(const redecision::WhatIf& result, const std::string& policy);

}  // namespace debut::cli
