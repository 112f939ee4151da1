#include "runtime/load_limit.h"

#include <gtest/gtest.h>

#include <vector>

#include "runtime/limits.h"
#include "runtime/rpc_status.h"

namespace debut::runtime {
namespace {

TEST(LoadLimit, SendsACallerAwayWhoHasEnoughUnderWayAndNobodyElse) {
  LoadLimit limit(10, 2);
  std::vector<LoadLimit::Place> places;
  for (int i = 0; i < 2; ++i) places.push_back(limit.Enter("portal").value());
  const absl::Status refused = limit.Enter("portal").status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused), "CALLER_BUSY");
  EXPECT_EQ(RetryDelayOf(refused), kBusyRetryDelay);
  EXPECT_TRUE(limit.Enter("王芳").ok());
}

TEST(LoadLimit, SendsEverybodyAwayWhenAllPlacesAreTaken) {
  LoadLimit limit(2, 1);
  const auto first = limit.Enter("a");
  const auto second = limit.Enter("b");
  const absl::Status refused = limit.Enter("c").status();
  EXPECT_EQ(ReasonOf(refused), "SERVER_BUSY");
  EXPECT_EQ(RetryDelayOf(refused), kBusyRetryDelay);
}

TEST(LoadLimit, TakesTheNextOnceAPlaceIsFree) {
  LoadLimit limit(2, 1);
  for (int i = 0; i < 100; ++i) {
    const auto place = limit.Enter("a");
    ASSERT_TRUE(place.ok());
    EXPECT_FALSE(limit.Enter("a").ok());
  }
}

TEST(RetryDelayOf, IsNothingWithoutAHint) {
  EXPECT_EQ(RetryDelayOf(absl::ResourceExhaustedError("too large")), std::nullopt);
}

}  // namespace
}  // namespace debut::runtime
