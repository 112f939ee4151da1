#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/policy/v1/policy.pb.h"
#include "domain/promotion/demand_file.h"

namespace debut::promotion {

// However many the policy allows: a list has to fit into one event.
inline constexpr std::uint32_t kRankedProductsMax = 40;

// A product of the catalogue, as far as a demand can like it.
struct Candidate {
  std::string product_id;
  std::string enterprise_id;
  std::string name;
  std::string edition_id;  // The last one that lists it.
  absl::CivilDay listed_date;
  certification::v1::Field field = certification::v1::FIELD_UNSPECIFIED;
  certification::v1::ProductType type = certification::v1::PRODUCT_TYPE_UNSPECIFIED;
  certification::v1::Level level = certification::v1::LEVEL_UNSPECIFIED;  // On that day.
  std::string text;  // In which keywords are looked for.
  bool in_region = false;
  bool offered = false;
};

struct MatchReason {
  v1::MatchReasonKind kind = v1::MATCH_REASON_KIND_UNSPECIFIED;
  std::uint32_t points = 0;
  std::string detail;

  bool operator==(const MatchReason&) const = default;
};

struct Match {
  Candidate candidate;
  std::uint32_t points = 0;  // The sum of the reasons'.
  std::vector<MatchReason> reasons;
};

// What fits in a candidate, with the points that the policy gives for it, in the order of the
// reasons' kinds (articles named by the rules).
Match Assess(const Candidate& candidate, const Wanted& wanted,
             const policy::v1::PromotionRules& rules);

// The candidates with points_min or more, the best first; of equal ones who was listed earlier,
// then by product id. ranked_products_max at most. Pure.
std::vector<Match> Rank(const std::vector<Candidate>& candidates, const Wanted& wanted,
                        const policy::v1::PromotionRules& rules);

}  // namespace debut::promotion
