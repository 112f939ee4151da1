#include "eventstore/lag.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::eventstore {
namespace {

class LagBehindTest : public ::testing::Test {
 protected:
  void Append() {
    Event event;
    event.type = "debut.test.v1.Something";
    event.tags = {"enterprise:E-1"};
    ASSERT_TRUE(log_.Append({event}, std::nullopt).ok());
  }
  Lag Behind(std::uint64_t seen) {
    const auto lag = LagBehind(log_, {seen}, start_ + absl::Hours(1));
    EXPECT_TRUE(lag.ok()) << lag.status();
    return lag.value_or(Lag());
  }

  const absl::Time start_ = base::SystemClock().Now();
  InMemoryEventStore log_;
};

TEST_F(LagBehindTest, IsNothingAtTheHead) {
  EXPECT_EQ(Behind(0).events, 0u);
  Append();
  EXPECT_EQ(Behind(1).events, 0u);
  EXPECT_EQ(Behind(1).age, absl::ZeroDuration());
}

TEST_F(LagBehindTest, CountsTheEventsNotSeenAndTheAgeOfTheFirst) {
  for (int i = 0; i < 3; ++i) Append();
  const Lag lag = Behind(1);
  EXPECT_EQ(lag.events, 2u);
  EXPECT_GT(lag.age, absl::Minutes(30));
  EXPECT_LE(lag.age, absl::Hours(1));
}

TEST_F(LagBehindTest, IsNothingBeyondTheHead) { EXPECT_EQ(Behind(7).events, 0u); }

TEST_F(LagBehindTest, IsNotNegativeUnderAClockThatWentBack) {
  Append();
  const auto lag = LagBehind(log_, {0}, start_ - absl::Hours(1));
  ASSERT_TRUE(lag.ok()) << lag.status();
  EXPECT_EQ(lag->age, absl::ZeroDuration());
}

}  // namespace
}  // namespace debut::eventstore
