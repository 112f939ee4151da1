#include "eventstore_rocksdb/last_positions.h"

#include <gtest/gtest.h>

namespace debut::eventstore_rocksdb {
namespace {

TEST(LastPositions, KnowsWhatWasPut) {
  LastPositions positions(10);
  EXPECT_EQ(positions.Find("a"), std::nullopt);
  positions.Put("a", 0);
  EXPECT_EQ(positions.Find("a"), 0U);
  positions.Update("a", 7);
  EXPECT_EQ(positions.Find("a"), 7U);
}

TEST(LastPositions, DoesNotLearnFromUpdates) {
  LastPositions positions(10);
  positions.Update("a", 7);
  EXPECT_EQ(positions.Find("a"), std::nullopt);
}

TEST(LastPositions, ForgetsWhatNobodyAskedForLately) {
  LastPositions positions(10);
  positions.Put("old", 1);
  positions.Put("used", 2);
  for (int i = 0; i < 12; ++i) {
    positions.Put(std::to_string(i), 3);
    EXPECT_EQ(positions.Find("used"), 2U);
  }
  EXPECT_EQ(positions.Find("old"), std::nullopt);
}

TEST(LastPositions, UpdatesTheOlderHalf) {
  LastPositions positions(4);
  positions.Put("a", 1);
  positions.Put("b", 2);
  positions.Put("c", 3);
  positions.Update("a", 9);
  EXPECT_EQ(positions.Find("a"), 9U);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
