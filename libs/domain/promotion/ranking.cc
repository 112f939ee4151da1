#include "domain/promotion/ranking.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "domain/promotion/keywords.h"

namespace debut::promotion {
namespace {

// INTERNATIONAL is above DOMESTIC.
bool IsAtLeast(certification::v1::Level level, certification::v1::Level wanted) {
  return level == wanted || level == certification::v1::LEVEL_INTERNATIONAL;
}

// The points of all keywords together, by the share of their pairs that is found, floored once.
MatchReason KeywordsIn(const Candidate& candidate, const Wanted& wanted, std::uint32_t points) {
  const std::string text = Searchable(candidate.text);
  std::uint64_t found = 0;
  std::uint64_t pairs = 0;
  MatchReason reason{v1::MATCH_REASON_KIND_KEYWORDS, 0, ""};
  for (const std::string& keyword : wanted.keywords) {
    const KeywordShare share = ShareIn(text, keyword);
    found += share.found;
    pairs += share.pairs;
    if (share.found > 0) reason.detail += (reason.detail.empty() ? "" : "、") + keyword;
  }
  if (pairs > 0) reason.points = static_cast<std::uint32_t>(points * found / pairs);
  return reason;
}

}  // namespace

Match Assess(const Candidate& candidate, const Wanted& wanted,
             const policy::v1::PromotionRules& rules) {
  Match match{candidate, 0, {}};
  const auto add = [&](bool fits, MatchReason reason) {
    if (!fits) return;
    match.points += reason.points;
    match.reasons.push_back(std::move(reason));
  };
  add(true, {v1::MATCH_REASON_KIND_LISTED, 0, fmt::format("catalogue {}", candidate.edition_id)});
  add(wanted.fields.contains(candidate.field),
      {v1::MATCH_REASON_KIND_FIELD, rules.field_points().value(),
       certification::v1::Field_Name(candidate.field)});
  add(wanted.types.contains(candidate.type),
      {v1::MATCH_REASON_KIND_TYPE, rules.type_points().value(),
       certification::v1::ProductType_Name(candidate.type)});
  add(wanted.level != certification::v1::LEVEL_UNSPECIFIED &&
          IsAtLeast(candidate.level, wanted.level),
      {v1::MATCH_REASON_KIND_LEVEL, rules.level_points().value(),
       certification::v1::Level_Name(candidate.level)});
  MatchReason keywords = KeywordsIn(candidate, wanted, rules.keywords_points().value());
  const bool any_found = !keywords.detail.empty();
  add(any_found, std::move(keywords));
  add(candidate.in_region,
      {v1::MATCH_REASON_KIND_REGION, rules.region_points().value(), wanted.region_code});
  add(candidate.offered, {v1::MATCH_REASON_KIND_OFFERED, rules.offered_points().value(), "offer"});
  return match;
}

std::vector<Match> Rank(const std::vector<Candidate>& candidates, const Wanted& wanted,
                        const policy::v1::PromotionRules& rules) {
  std::vector<Match> matches;
  for (const Candidate& candidate : candidates) {
    Match match = Assess(candidate, wanted, rules);
    if (match.points >= rules.points_min().value()) matches.push_back(std::move(match));
  }
  std::ranges::sort(matches, [](const Match& a, const Match& b) {
    return std::tuple(b.points, a.candidate.listed_date, a.candidate.product_id) <
           std::tuple(a.points, b.candidate.listed_date, b.candidate.product_id);
  });
  const std::size_t max = std::min(rules.ranked_products_max().value(), kRankedProductsMax);
  if (matches.size() > max) matches.erase(matches.begin() + max, matches.end());
  return matches;
}

}  // namespace debut::promotion
