#pragma once

#include <cstdint>
#include <ostream>
#include <string>

namespace debut::cli::demonstration {

// Writes the demonstration year 2021 as an import file: the policy, 64 makers and 24 buyers, 84
// products of both levels and all ten fields, their first contracts, a round of measure 3 from
// claim to payment, a race for the last of a budget, and refusals with their reasons. Fictional
// throughout. `policy_text`: the text proto of the policy version to adopt. The same seed gives the
// same file.
void WriteYear2021(std::uint64_t seed, const std::string& policy_text, std::ostream& out);

}  // namespace debut::cli::demonstration
