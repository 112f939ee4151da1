#pragma once

#include <string>
#include <vector>

#include "domain/grants/claim_file.h"
#include "money/fen.h"

namespace debut::grants {

// What of an award falls to one policy, loan or contract.
struct AttributedAmount {
  std::string subject_id;
  money::Fen amount;

  bool operator==(const AttributedAmount&) const = default;
};

// The claim's amount, divided for reports among what it was claimed for, in the proportion of the
// amounts on its calculation sheet, by the largest remainder: the parts add up to it exactly. What
// other awards under the cap were given for is on the sheet as well, and gets nothing. Empty before
// the computation.
std::vector<AttributedAmount> AttributionOf(const ClaimFile& file);

}  // namespace debut::grants
