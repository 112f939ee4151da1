#include "services/eventlog/tail_watch.h"

#include <gtest/gtest.h>

#include <future>

#include "eventstore/in_memory_event_store.h"

namespace debut::eventlog {
namespace {

using eventstore::InMemoryEventStore;
using eventstore::Position;

constexpr auto kLong = std::chrono::hours(1);

class Dreamer final : public TailWatch::Sleeper {
 public:
  void Wake(absl::StatusOr<Position> head) override { woken_.set_value(std::move(head)); }
  absl::StatusOr<Position> Woken() { return woken_.get_future().get(); }

 private:
  std::promise<absl::StatusOr<Position>> woken_;
};

class TailWatchTest : public testing::Test {
 protected:
  std::shared_ptr<Dreamer> Sleep(std::uint64_t seen, std::chrono::nanoseconds for_at_most = kLong) {
    auto dreamer = std::make_shared<Dreamer>();
    watch_.Sleep(dreamer, {seen}, TailWatch::Clock::now() + for_at_most);
    return dreamer;
  }
  void Append() {
    eventstore::Event event;
    event.type = "test.Noted";
    ASSERT_TRUE(log_.Append({event}, std::nullopt).ok());
  }

  InMemoryEventStore log_;
  TailWatch watch_{log_};
};

TEST_F(TailWatchTest, WakesEverybodyWhenTheLogGrows) {
  const auto first = Sleep(0);
  const auto second = Sleep(0);
  Append();
  EXPECT_EQ(*first->Woken(), Position{1});
  EXPECT_EQ(*second->Woken(), Position{1});
}

TEST_F(TailWatchTest, WakesAtOnceWhoHasNotSeenTheHead) {
  Append();
  EXPECT_EQ(*Sleep(0)->Woken(), Position{1});
  EXPECT_EQ(*Sleep(0)->Woken(), Position{1});
}

TEST_F(TailWatchTest, LeavesAsleepWhoHasSeenIt) {
  const auto patient = Sleep(2);
  const auto first = Sleep(0);
  Append();
  EXPECT_EQ(*first->Woken(), Position{1});
  const auto second = Sleep(1);
  Append();
  EXPECT_EQ(*second->Woken(), Position{2});
  Append();
  EXPECT_EQ(*patient->Woken(), Position{3});
}

TEST_F(TailWatchTest, WakesAtTheDeadlineAlsoBesideALaterOne) {
  const auto later = Sleep(0);
  EXPECT_EQ(*Sleep(0, std::chrono::milliseconds(1))->Woken(), Position{0});
  EXPECT_TRUE(watch_.Forget(*later));
}

TEST_F(TailWatchTest, ForgetsOnce) {
  const auto dreamer = Sleep(0);
  EXPECT_TRUE(watch_.Forget(*dreamer));
  EXPECT_FALSE(watch_.Forget(*dreamer));
  EXPECT_EQ(dreamer.use_count(), 1);
}

TEST_F(TailWatchTest, SaysWhyTheLogCanNoLongerBeFollowed) {
  const auto first = Sleep(0);
  const auto second = Sleep(9);
  log_.Close();
  EXPECT_EQ(first->Woken().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(second->Woken().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Sleep(0)->Woken().status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(TailWatchTest, EndsWhileSomebodySleeps) { Sleep(0); }

}  // namespace
}  // namespace debut::eventlog
