#include "domain/promotion/ranking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/promotion/testing/promotion_facts.h"

namespace debut::promotion {
namespace {

namespace cv1 = certification::v1;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

policy::v1::PromotionRules Rules() {
  policy::v1::PromotionRules rules;
  rules.mutable_field_points()->set_value(30);
  rules.mutable_type_points()->set_value(10);
  rules.mutable_level_points()->set_value(10);
  rules.mutable_keywords_points()->set_value(30);
  rules.mutable_region_points()->set_value(10);
  rules.mutable_offered_points()->set_value(10);
  rules.mutable_points_min()->set_value(30);
  rules.mutable_ranked_products_max()->set_value(2);
  return rules;
}

// Fits in nothing.
Candidate Plain(const std::string& product_id) {
  Candidate candidate;
  candidate.product_id = product_id;
  candidate.edition_id = "2021";
  candidate.listed_date = absl::CivilDay(2021, 3, 1);
  candidate.field = cv1::FIELD_BIO_HEALTH;
  candidate.type = cv1::PRODUCT_TYPE_BASIC_PRINCIPLE;
  candidate.text = "蛋白质测序仪";
  return candidate;
}

Candidate OfField(const std::string& product_id) {
  Candidate candidate = Plain(product_id);
  candidate.field = cv1::FIELD_INTELLIGENT_TRANSPORT;
  return candidate;
}

const Wanted& TheWanted() {
  static const Wanted wanted = WantedIn(testing::DemandOf("D-1").wanted());
  return wanted;
}

std::vector<std::string> Ids(const std::vector<Match>& matches) {
  std::vector<std::string> ids;
  for (const Match& match : matches) ids.push_back(match.candidate.product_id);
  return ids;
}

TEST(Ranking, GivesPointsForEachReason) {
  Candidate best = OfField("P-1");
  best.type = cv1::PRODUCT_TYPE_CORE_TECHNOLOGY;
  best.level = cv1::LEVEL_INTERNATIONAL;
  best.text = "车规级固态激光雷达";
  best.in_region = true;
  best.offered = true;
  const Match match = Assess(best, TheWanted(), Rules());
  // Four of the five pairs of 激光雷达 and 全固态: floor(30 * 4 / 5).
  EXPECT_THAT(
      match.reasons,
      ElementsAre(MatchReason{v1::MATCH_REASON_KIND_LISTED, 0, "catalogue 2021"},
                  MatchReason{v1::MATCH_REASON_KIND_FIELD, 30, "FIELD_INTELLIGENT_TRANSPORT"},
                  MatchReason{v1::MATCH_REASON_KIND_TYPE, 10, "PRODUCT_TYPE_CORE_TECHNOLOGY"},
                  MatchReason{v1::MATCH_REASON_KIND_LEVEL, 10, "LEVEL_INTERNATIONAL"},
                  MatchReason{v1::MATCH_REASON_KIND_KEYWORDS, 24, "激光雷达、全固态"},
                  MatchReason{v1::MATCH_REASON_KIND_REGION, 10, "110108"},
                  MatchReason{v1::MATCH_REASON_KIND_OFFERED, 10, "offer"}));
  EXPECT_EQ(match.points, 94u);
}

TEST(Ranking, GivesNothingForALowerLevelOrNoneWanted) {
  Wanted wanted = TheWanted();
  wanted.level = cv1::LEVEL_INTERNATIONAL;
  Candidate domestic = OfField("P-1");
  domestic.level = cv1::LEVEL_DOMESTIC;
  EXPECT_EQ(Assess(domestic, wanted, Rules()).points, 30u);
  wanted.level = cv1::LEVEL_UNSPECIFIED;
  EXPECT_EQ(Assess(domestic, wanted, Rules()).points, 30u);
}

TEST(Ranking, LeavesOutWhatHasTooFewPoints) {
  EXPECT_THAT(Rank({Plain("P-1")}, TheWanted(), Rules()), IsEmpty());
  EXPECT_THAT(Ids(Rank({Plain("P-1"), OfField("P-2")}, TheWanted(), Rules())), ElementsAre("P-2"));
}

TEST(Ranking, PutsMorePointsFirstThenTheEarlierListingThenTheId) {
  Candidate offered = OfField("P-9");
  offered.offered = true;
  Candidate earlier = OfField("P-8");
  earlier.listed_date = absl::CivilDay(2020, 12, 30);
  EXPECT_THAT(Ids(Rank({OfField("P-1"), earlier, offered}, TheWanted(), Rules())),
              ElementsAre("P-9", "P-8"));
  EXPECT_THAT(Ids(Rank({OfField("P-2"), OfField("P-1")}, TheWanted(), Rules())),
              ElementsAre("P-1", "P-2"));
}

TEST(Ranking, DoesNotDependOnTheOrderOfTheCandidates) {
  std::vector<Candidate> candidates{OfField("P-1"), Plain("P-2"), OfField("P-3")};
  const auto forwards = Ids(Rank(candidates, TheWanted(), Rules()));
  std::ranges::reverse(candidates);
  EXPECT_EQ(Ids(Rank(candidates, TheWanted(), Rules())), forwards);
}

TEST(Ranking, KeepsAListShortEnoughForAnEventWhateverThePolicySays) {
  policy::v1::PromotionRules rules = Rules();
  rules.mutable_ranked_products_max()->set_value(1'000);
  std::vector<Candidate> candidates;
  for (int i = 0; i < 50; ++i) candidates.push_back(OfField(fmt::format("P-{}", i)));
  EXPECT_EQ(Rank(candidates, TheWanted(), rules).size(), kRankedProductsMax);
}

}  // namespace
}  // namespace debut::promotion
