#include "decision/derived_id.h"

#include <gtest/gtest.h>

#include <set>

namespace debut::decision {
namespace {

TEST(DerivedId, IsTheSameForTheSameRequest) {
  EXPECT_EQ(DerivedId("E", "r-1"), DerivedId("E", "r-1"));
  EXPECT_NE(DerivedId("E", "r-1"), DerivedId("E", "r-2"));
}

TEST(DerivedId, NeverChanges) {
  // The first 60 bits of SHA-256("") are e3b0c44298fc1c1.
  EXPECT_EQ(DerivedId("E", ""), "E-werc8gmrzge1");
}

TEST(DerivedId, DoesNotCollideOnManyRequests) {
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) ids.insert(DerivedId("E", std::to_string(i)));
  EXPECT_EQ(ids.size(), 10'000u);
}

}  // namespace
}  // namespace debut::decision
