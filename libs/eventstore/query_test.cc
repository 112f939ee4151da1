#include "eventstore/query.h"

#include <gtest/gtest.h>

namespace debut::eventstore {
namespace {

Event Paid() {
  Event event;
  event.type = "test.Paid";
  event.tags = {"claim:C-1", "enterprise:E-1"};
  return event;
}

TEST(QueryItem, MatchesAnyTypeAndAllTags) {
  EXPECT_TRUE((QueryItem{{}, {}, {}}.Matches({1}, Paid())));
  EXPECT_TRUE((QueryItem{{"test.Noted", "test.Paid"}, {}, {}}.Matches({1}, Paid())));
  EXPECT_FALSE((QueryItem{{"test.Noted"}, {"claim:C-1"}, {}}.Matches({1}, Paid())));
  EXPECT_TRUE((QueryItem{{}, {"enterprise:E-1", "claim:C-1"}, {}}.Matches({1}, Paid())));
  EXPECT_FALSE((QueryItem{{}, {"claim:C-1", "claim:C-2"}, {}}.Matches({1}, Paid())));
}

TEST(QueryItem, MatchesOnlyAfterItsPosition) {
  EXPECT_FALSE((QueryItem{{}, {}, {7}}.Matches({7}, Paid())));
  EXPECT_TRUE((QueryItem{{}, {}, {7}}.Matches({8}, Paid())));
}

TEST(Query, WithoutItemsMatchesEverythingByNoItem) {
  EXPECT_TRUE(Query{}.Matches({1}, Paid()));
  EXPECT_FALSE(Query{}.MatchingItem({1}, Paid()).has_value());
}

TEST(Query, NamesTheFirstItemThatMatches) {
  const Query query{{{{"test.Noted"}, {}, {}}, {{}, {"claim:C-1"}, {}}, {{}, {}, {}}}};
  EXPECT_EQ(query.MatchingItem({1}, Paid()), std::size_t{1});
  EXPECT_TRUE(query.Matches({1}, Paid()));
  EXPECT_FALSE((Query{{{{"test.Noted"}, {}, {}}}}.Matches({1}, Paid())));
}

}  // namespace
}  // namespace debut::eventstore
