#include "eventstore/in_memory_event_store.h"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "eventstore/entry_codec.h"

namespace debut::eventstore {
namespace {

// What every store does: tests/contract.
class InMemoryEventStoreTest : public testing::Test {
 protected:
  absl::Time Append() {
    Event event;
    event.type = "test.Noted";
    EXPECT_TRUE(store_.Append({event}, std::nullopt).ok());
    return ReadAll(store_, {})->events.back().recorded_time;
  }

  base::FakeClock clock_{absl::FromUnixMicros(1'000) + absl::Nanoseconds(999)};
  InMemoryEventStore store_{clock_};
};

TEST_F(InMemoryEventStoreTest, RecordsWholeMicrosecondsOfItsClock) {
  EXPECT_EQ(Append(), absl::FromUnixMicros(1'000));
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Append(), absl::FromUnixMicros(1'001'000));
}

TEST_F(InMemoryEventStoreTest, GoesOnByAMicrosecondWhenTheClockDoesNot) {
  EXPECT_EQ(Append(), absl::FromUnixMicros(1'000));
  EXPECT_EQ(Append(), absl::FromUnixMicros(1'001));
  clock_.Set(absl::UnixEpoch());
  EXPECT_EQ(Append(), absl::FromUnixMicros(1'002));
}

TEST_F(InMemoryEventStoreTest, RecordsNoTimeBeforeTheEpoch) {
  clock_.Set(absl::InfinitePast());
  EXPECT_EQ(Append(), absl::FromUnixMicros(1));
}

TEST_F(InMemoryEventStoreTest, KeepsEntriesInTheirStoredForm) {
  Append();
  const ReadResult read = *ReadAll(store_, {});
  std::vector<SequencedEvent> decoded;
  ASSERT_TRUE(store_
                  .ReadRaw({}, {},
                           [&](Position, std::string_view entry) {
                             decoded.push_back(*DecodeEntry(entry));
                             return true;
                           })
                  .ok());
  EXPECT_EQ(decoded, read.events);
}

TEST_F(InMemoryEventStoreTest, WaitsUntilTheHeadIsBeyond) {
  EXPECT_EQ(*store_.WaitBeyond({}, absl::ZeroDuration(), {}), Position{});
  EXPECT_EQ(*store_.WaitBeyond({}, absl::Microseconds(1), {}), Position{});
  std::latch waiting(1);
  std::jthread writer([&] {
    waiting.wait();
    Append();
  });
  waiting.count_down();
  EXPECT_EQ(*store_.WaitBeyond({}, absl::InfiniteDuration(), {}), Position{1});
  EXPECT_EQ(*store_.WaitBeyond({}, absl::InfiniteDuration(), {}), Position{1});
}

TEST_F(InMemoryEventStoreTest, WaitsUntilItIsStopped) {
  absl::StatusOr<Position> head;
  std::jthread waiter([&](const std::stop_token& stop) {
    head = store_.WaitBeyond({7}, absl::InfiniteDuration(), stop);
  });
  waiter.request_stop();
  waiter.join();
  EXPECT_EQ(*head, Position{});
}

TEST_F(InMemoryEventStoreTest, RefusesEverythingOnceItIsClosed) {
  std::latch started(1);
  absl::StatusOr<Position> head;
  std::jthread waiter([&] {
    started.count_down();
    head = store_.WaitBeyond({7}, absl::InfiniteDuration(), {});
  });
  started.wait();
  store_.Close();
  waiter.join();
  constexpr auto kUnavailable = absl::StatusCode::kUnavailable;
  EXPECT_EQ(head.status().code(), kUnavailable);
  EXPECT_EQ(store_.Head().status().code(), kUnavailable);
  EXPECT_EQ(ReadAll(store_, {}).status().code(), kUnavailable);
  Event event;
  event.type = "test.Noted";
  EXPECT_EQ(store_.Append({event}, std::nullopt).status().code(), kUnavailable);
  EXPECT_EQ(store_.Subscribe({}, {}, {}, [](const SubscriptionMessage&) { return true; }).code(),
            kUnavailable);
}

}  // namespace
}  // namespace debut::eventstore
