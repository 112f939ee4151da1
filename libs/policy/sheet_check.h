#pragma once

#include <string>

#include "debut/policy/v1/sheet.pb.h"

namespace debut::policy {

// Adds a calculation sheet up by hand: every step follows from its own figures and from the step
// before it, sums and items from the inputs, and the award and what is used of the cap from the
// last step. Looks at nothing but the sheet, so it says nothing about whether the sheet is right.
// What does not follow, in one sentence; empty: all of it does. Pure.
std::string MisstepIn(const v1::CalculationSheet& sheet);

}  // namespace debut::policy
