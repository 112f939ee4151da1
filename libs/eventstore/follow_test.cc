#include "eventstore/follow.h"

#include <gtest/gtest.h>

#include <map>

#include "eventstore/entry_codec.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::eventstore {
namespace {

Event Noted(const std::string& tag, std::size_t bytes = 0) {
  Event event;
  event.type = "test.Noted";
  event.tags = {tag};
  event.payload = std::string(bytes, 'x');
  return event;
}

class FollowerTest : public testing::Test {
 protected:
  Follower::Step Poll(Follower& follower) {
    visited_.clear();
    const auto step = follower.Poll([&](Position at, std::string_view entry) {
      visited_.push_back(at.value);
      EXPECT_EQ(DecodeEntry(entry)->position, at);
    });
    EXPECT_TRUE(step.ok()) << step.status();
    EXPECT_EQ(step->entries, visited_.size());
    return *step;
  }
  void Append(std::vector<Event> events) {
    ASSERT_TRUE(log_.Append(std::move(events), std::nullopt).ok());
  }

  InMemoryEventStore log_;
  std::vector<std::uint64_t> visited_;
};

TEST_F(FollowerTest, FindsNothingInAnEmptyLogButItsHead) {
  Follower follower(log_, {}, {});
  const Follower::Step step = Poll(follower);
  EXPECT_TRUE(step.at_head);
  EXPECT_FALSE(step.checkpoint.has_value());
  ASSERT_TRUE(step.caught_up.has_value());
  EXPECT_EQ(step.caught_up->position, Position{});
}

TEST_F(FollowerTest, TakesWhatFitsAndGoesOnBehindIt) {
  Append({Noted("a:1", 1'000), Noted("a:1", 1'000), Noted("a:1", 1'000)});
  SubscribeOptions options;
  options.batch_bytes_max = 2'500;
  Follower follower(log_, {}, options);
  const Follower::Step first = Poll(follower);
  EXPECT_EQ(visited_, (std::vector<std::uint64_t>{1, 2}));
  EXPECT_FALSE(first.at_head || first.checkpoint || first.caught_up);
  EXPECT_EQ(follower.position(), Position{2});
  EXPECT_EQ(follower.head(), Position{3});
  const Follower::Step second = Poll(follower);
  EXPECT_EQ(visited_, std::vector<std::uint64_t>{3});
  EXPECT_TRUE(second.at_head && second.caught_up);
  EXPECT_FALSE(second.checkpoint.has_value());
}

TEST_F(FollowerTest, FillsABatchToTheByte) {
  Append({Noted("a:1", 500), Noted("a:1", 500)});
  SubscribeOptions options;
  options.batch_bytes_max = 0;
  ASSERT_TRUE(log_.ReadRaw({}, {},
                           [&](Position, std::string_view entry) {
                             options.batch_bytes_max += entry.size();
                             return true;
                           })
                  .ok());
  Follower exact(log_, {}, options);
  Poll(exact);
  EXPECT_EQ(visited_.size(), 2u);
  --options.batch_bytes_max;
  Follower tight(log_, {}, options);
  Poll(tight);
  EXPECT_EQ(visited_.size(), 1u);
}

TEST_F(FollowerTest, TellsHowFarItHasLookedOnlyBeyondTheLastMatch) {
  Follower follower(log_, {{{{}, {"a:1"}, {}}}}, {});
  Poll(follower);
  Append({Noted("a:1"), Noted("b:1")});
  Follower::Step step = Poll(follower);
  EXPECT_EQ(visited_, std::vector<std::uint64_t>{1});
  ASSERT_TRUE(step.checkpoint.has_value());
  EXPECT_EQ(step.checkpoint->position, Position{2});
  EXPECT_FALSE(step.caught_up.has_value());
  step = Poll(follower);
  EXPECT_TRUE(step.at_head);
  EXPECT_FALSE(step.checkpoint.has_value());
  Append({Noted("b:1"), Noted("a:1")});
  step = Poll(follower);
  EXPECT_EQ(visited_, std::vector<std::uint64_t>{4});
  EXPECT_FALSE(step.checkpoint.has_value());
}

TEST_F(FollowerTest, PassesOnThatTheLogIsClosed) {
  Follower follower(log_, {}, {});
  log_.Close();
  EXPECT_EQ(follower.Poll([](Position, std::string_view) {}).status().code(),
            absl::StatusCode::kUnavailable);
}

// A log whose bytes were damaged.
class DamagedLog final : public RawLog {
 public:
  void AppendAsync(std::vector<Event>, std::optional<AppendCondition>, AppendDone done) override {
    std::move(done)(absl::UnimplementedError(""));
  }
  absl::StatusOr<Position> ReadRaw(const Query&, const ReadOptions&,
                                   RawVisitor visit) const override {
    visit({1}, "\xff\xff");
    return Position{1};
  }
  absl::StatusOr<Position> Head() const override { return Position{1}; }
  absl::StatusOr<Position> WaitBeyond(Position, absl::Duration, std::stop_token) const override {
    return Position{1};
  }
};

TEST(RawLog, SaysThatAnEntryIsDamaged) {
  DamagedLog log;
  EXPECT_EQ(ReadAll(log, {}).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(log.Subscribe({}, {}, {}, [](const SubscriptionMessage&) { return true; }).code(),
            absl::StatusCode::kDataLoss);
}

TEST(RawLog, AppendsThroughItsAsynchronousForm) {
  DamagedLog log;
  EXPECT_EQ(log.Append({}, {}).status().code(), absl::StatusCode::kUnimplemented);
}

}  // namespace
}  // namespace debut::eventstore
