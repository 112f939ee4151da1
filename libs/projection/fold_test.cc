#include "projection/fold.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "eventstore/in_memory_event_store.h"
#include "projection/testing/balances.h"

namespace debut::projection {
namespace {

using eventstore::Position;
using testing::BalancesProjector;
using testing::Deposited;
using testing::kBalances;

const absl::Time kStart = absl::FromUnixSeconds(1'600'000'000);

TEST(Fold, GivesTheRowsOfOneKeyAsOfAPosition) {
  eventstore::InMemoryEventStore log;
  testing::AppendAll(log, {Deposited("a", 1), Deposited("b", 10), Deposited("a", 2)});
  const BalancesProjector projector;
  const auto query = Narrow(projector.Selects(), {"account:a"});
  for (const auto& [position, balance] : std::vector<std::pair<std::uint64_t, std::int64_t>>{
           {0, 0}, {1, 1}, {2, 1}, {3, 3}, {9, 3}}) {
    absl::StatusOr<Rows> rows = Fold(log, projector, query, Position{position});
    ASSERT_TRUE(rows.ok()) << rows.status();
    EXPECT_EQ(rows->Find(kBalances, "a").value_or(google::protobuf::Int64Value()).value(), balance);
    EXPECT_FALSE(rows->Find(kBalances, "b").has_value());
  }
}

TEST(Fold, GivesNothingForNoTags) {
  eventstore::InMemoryEventStore log;
  testing::AppendAll(log, {Deposited("a", 1)});
  const BalancesProjector projector;
  const absl::StatusOr<Rows> rows =
      Fold(log, projector, Narrow(projector.Selects(), {}), Position{1});
  ASSERT_TRUE(rows.ok());
  EXPECT_TRUE(rows->changes().empty());
}

TEST(Fold, PassesOnTheErrorOfTheLog) {
  eventstore::InMemoryEventStore log;
  log.Close();
  const BalancesProjector projector;
  EXPECT_EQ(Fold(log, projector, projector.Selects(), Position{1}).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(PositionAt(log, absl::InfiniteFuture()).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(PositionAt, IsTheLastOneRecordedByThen) {
  base::FakeClock clock(kStart);
  eventstore::InMemoryEventStore log(clock);
  EXPECT_EQ(PositionAt(log, kStart)->value, 0U);
  testing::AppendAll(log, {Deposited("a", 1)});
  clock.Advance(absl::Hours(1));
  testing::AppendAll(log, {Deposited("a", 1)});
  EXPECT_EQ(PositionAt(log, kStart - absl::Microseconds(1))->value, 0U);
  EXPECT_EQ(PositionAt(log, kStart)->value, 1U);
  EXPECT_EQ(PositionAt(log, kStart + absl::Minutes(59))->value, 1U);
  EXPECT_EQ(PositionAt(log, kStart + absl::Hours(1))->value, 2U);
}

}  // namespace
}  // namespace debut::projection
