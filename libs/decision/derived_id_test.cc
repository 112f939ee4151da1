#include "decision/derived_id.h"

#include <gtest/gtest.h>

#include <set>

namespace debut::decision {
namespace {

TEST(DerivedId, IsTheSameForTheSameRequest) {
  EXPECT_EQ(DerivedId("E", "r-1"), DerivedId("E", "r-1"));
  EXPECT_NE(DerivedId("E", "r-1"), DerivedId("E", "r-2"));
  // SHA-256("r-1") = 2f9a…: persisted ids depend on this.
  EXPECT_EQ(DerivedId("E", "").substr(0, 2), "E-");
  EXPECT_EQ(DerivedId("E", ""), "E-wercj612hk00");
}

TEST(DerivedId, DoesNotCollideOnManyRequests) {
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) ids.insert(DerivedId("E", std::to_string(i)));
  EXPECT_EQ(ids.size(), 10'000u);
}

}  // namespace
}  // namespace debut::decision
