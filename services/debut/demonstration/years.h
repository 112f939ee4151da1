#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace debut::cli::demonstration {

inline constexpr int kCrowdCount = 2'000;
inline constexpr int kCrowdCountMax = 2'400;  // A catalogue edition has a limit.

// Whether WriteYears() can change a figure of this text, as its last chapter asks: it is version
// 2020-12-30 of the policy, with a cap of 1,000,000 yuan for a domestically first product.
bool IsChangeable(std::string_view policy_text);

// Writes the demonstration years 2020 to 2022 as an import file: the policy; a cast of 64 makers,
// 24 buyers and 84 products of both levels and all ten fields, whose contracts and claims meet each
// trap of the rules, with every refusal and its reason; demands, launches and co-operation; four
// enterprises a year for measures 2 and 6; one for each worked example of the policy; and a crowd
// of `crowd_count` enterprises whose facts and claims are drawn. Fictional throughout.
// `policy_text`: the text proto of the policy version to adopt; it is changeable. The same seed
// gives the same file.
void WriteYears(std::uint64_t seed, int crowd_count, const std::string& policy_text,
                std::ostream& out);

}  // namespace debut::cli::demonstration
