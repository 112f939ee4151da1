#pragma once

#include <string>

#include "debut/policy/v1/policy.pb.h"
#include "debut/policy/v1/sheet.pb.h"

namespace debut::cli {

// A calculation sheet for people: inputs, steps, award in figures and RMB capitals, cap and budget
// before and after.
std::string SheetText(const policy::v1::CalculationSheet& sheet);

// The same in Chinese and English, with the text of every article that the sheet refers to, out of
// the version that the log adopted.
std::string ExplainedSheet(const policy::v1::CalculationSheet& sheet,
                           const policy::v1::PolicyVersion& version);

}  // namespace debut::cli
