#pragma once

#include <string>
#include <vector>

#include "services/debut/demonstration/crowd.h"

namespace debut::cli::demonstration {

inline constexpr int kFirstTrapCertificate = 901;

// Enterprises of which each meets one of the policy's worked examples; the cast meets W1, W2, W9,
// W10 and W15. docs/demonstration.md says which, and what has to come out.
std::vector<Member> MakeTraps();

// Facts, claims and what follows from them. After the rounds of the crowd, in some of which they
// claim. `policy_text` is changed in the end, in the middle of a round.
void WriteTraps(const std::vector<Member>& traps, const std::string& policy_text, Script& script);
// Of them, those about the limits of a calendar year: W3, W4, W6 and W7.
void WriteYearlyTraps(const std::vector<Member>& traps, Script& script);
// W8 and W14: rounds over their budget.
void WriteReducedTraps(const std::vector<Member>& traps, Script& script);

// The member of this number, "W03".
const Member& TrapOf(const std::vector<Member>& traps, std::string_view number);
// A round of measure 3 in 2022, for the traps alone.
RoundPlan TrapRound(const char* number, const char* reduction_mode = "");

}  // namespace debut::cli::demonstration
