#include "redecision/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/grants/first_market_entry.h"
#include "domain/grants/testing/desk.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::redecision {
namespace {

using eventstore::Event;
using eventstore::InMemoryEventStore;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::uint64_t> PositionsOf(const Trace& trace, Link link) {
  std::vector<std::uint64_t> positions;
  for (const TracedEvent& each : trace.links) {
    if (each.link == link) positions.push_back(each.event.position.value);
  }
  return positions;
}

Trace TraceOf(const eventstore::EventStore& log, std::uint64_t position) {
  const auto trace = TraceEvent(log, {position}, nullptr);
  EXPECT_TRUE(trace.ok()) << trace.status();
  return trace.value_or(Trace());
}

TEST(TraceEvent, FollowsCausesAndEffectsOverSeveralEvents) {
  InMemoryEventStore log;
  for (int i = 0; i < 5; ++i) {
    Event event = grants::testing::Of(grants::testing::Budget(money::Fen(i + 1)))[0];
    event.event_id = std::string(15, 'x') + static_cast<char>('0' + i);
    // 1 ← 2 ← 4; 3 and 5 stand alone.
    if (i == 1) event.causation_id = std::string(15, 'x') + '0';
    if (i == 3) event.causation_id = std::string(15, 'x') + '1';
    ASSERT_TRUE(log.Append({event}, std::nullopt).ok());
  }
  EXPECT_THAT(PositionsOf(TraceOf(log, 1), Link::kEffect), ElementsAre(2, 4));
  EXPECT_THAT(PositionsOf(TraceOf(log, 2), Link::kCause), ElementsAre(1));
  EXPECT_THAT(PositionsOf(TraceOf(log, 2), Link::kEffect), ElementsAre(4));
  EXPECT_THAT(PositionsOf(TraceOf(log, 4), Link::kCause), ElementsAre(1, 2));
  EXPECT_THAT(TraceOf(log, 5).links, IsEmpty());
}

TEST(TraceEvent, GoesFromADecisionToItsFactsAndBack) {
  grants::testing::Desk desk(
      grants::testing::Facts() +
      grants::testing::Of(grants::testing::Budget(money::Fen(1'000'000'000)),
                          grants::testing::Received(grants::testing::kPrice)));
  ASSERT_EQ(desk.Submit("CL-1", "R-1",
                        grants::MeasureFacts(grants::FirstMarketEntry::ClaimFor("P-1", {}))),
            "");
  ASSERT_EQ(desk.Lead("CL-1", grants::v1::CLAIM_STATE_PROPOSED), "");
  const std::uint64_t proposed = desk.store().Head()->value;
  const Trace of_award = TraceOf(desk.store(), proposed);
  const auto inputs = PositionsOf(of_award, Link::kInput);
  EXPECT_THAT(inputs, ::testing::Contains(7u));  // The contract.
  EXPECT_THAT(PositionsOf(TraceOf(desk.store(), 7), Link::kUsedBy),
              ElementsAre(proposed - 1, proposed));
}

TEST(TraceEvent, RefusesAPositionWithoutAnEvent) {
  InMemoryEventStore log;
  EXPECT_EQ(TraceEvent(log, {1}, nullptr).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(TraceEvent(log, {0}, nullptr).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace debut::redecision
