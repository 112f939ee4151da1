#pragma once

#include <vector>

#include "services/debut/demonstration/crowd.h"

namespace debut::cli::demonstration {

inline constexpr int kGuidedPerYear = 4;
inline constexpr int kFirstGuidedCertificate = 951;

// Four enterprises a year for the measures whose amounts are the round's guide's, 2 and 6. They
// sell nothing: their products are certified, and in no edition.
std::vector<Member> MakeGuided();

// Round R-<year>-2 of measure 2: standards of every tier, published in the year. The first two
// enterprises meet the yearly cap and the series that counts once.
void WriteStandards(const std::vector<Member>& guided, const YearDates& dates, Script& script);
// Round R-<year>-6 of measure 6: a conference in Beijing whose host and exhibitor paid one voucher
// line, and an exhibition abroad.
void WriteExchange(const std::vector<Member>& guided, const YearDates& dates, Script& script);

}  // namespace debut::cli::demonstration
