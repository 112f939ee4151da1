#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {

// One of the many enterprises beside the cast: what it brings in its year.
struct Member {
  Party party;
  std::string number;  // "1001", in all its ids.
  int year = 0;        // 2020 to 2022.
  std::optional<Product> product = std::nullopt;
};

// As many enterprises as are asked for, over three years. The same for the same seed.
std::vector<Member> MakeCrowd(std::uint64_t seed, int count, const std::vector<Party>& buyers);

// Every member writes in a lane of its own.
void WriteCrowdRegistry(const std::vector<Member>& crowd, Script& script);
// Up to the certificates of the year; the ids of its products.
std::vector<std::string> WriteCrowdCertification(const std::vector<Member>& crowd,
                                                 const YearDates& dates, Script& script);
// Round R-<year>-3C of measure 3: facts and claims.
void WriteCrowdFirstEntries(const std::vector<Member>& crowd, const YearDates& dates,
                            Script& script);

}  // namespace debut::cli::demonstration
