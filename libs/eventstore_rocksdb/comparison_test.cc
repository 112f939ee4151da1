// Random logs and queries, compared with the in-memory store, which looks at every event.
#include <gtest/gtest.h>

#include <random>

#include "eventstore/in_memory_event_store.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "eventstore_rocksdb/testing/log_fixture.h"
#include "eventstore_rocksdb/testing/test_directory.h"

namespace debut::eventstore_rocksdb {
namespace {

using eventstore::Position;

// Draws events and queries from few types and tags, so that they meet often.
class Draw {
 public:
  explicit Draw(std::uint32_t seed) : random_(seed) {}

  std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }

  eventstore::Event Event() {
    eventstore::Event event = MakeEvent("payload", Tags(4), Type());
    event.event_id = std::string(16, 'i');  // The stores would make different ones.
    return event;
  }

  eventstore::QueryItem Item(std::uint64_t head) {
    eventstore::QueryItem item;
    item.tags = Tags(3);
    for (std::uint64_t i = Below(3); i > 0; --i) item.types.push_back(Type());
    if (Below(4) == 0) item.after = {Below(head + 2)};
    return item;
  }

  eventstore::Query Query(std::uint64_t head, std::uint64_t items_min) {
    eventstore::Query query;
    for (std::uint64_t i = items_min + Below(4); i > 0; --i) query.items.push_back(Item(head));
    return query;
  }

  eventstore::ReadOptions ReadOptions(std::uint64_t head, absl::Time start) {
    eventstore::ReadOptions options;
    if (Below(2) == 0) options.direction = eventstore::Direction::kBackwards;
    if (Below(2) == 0) options.after = {Below(head + 2)};
    if (Below(3) == 0) options.before = Position{Below(head + 3)};
    if (Below(3) == 0) options.up_to = Position{Below(head + 3)};
    if (Below(3) == 0) {
      options.up_to_recorded_time =
          start + absl::Microseconds(static_cast<std::int64_t>(Below(head + 3)) - 1);
    }
    if (Below(3) == 0) options.limit = Below(20);
    return options;
  }

 private:
  std::string Type() { return "debut.test.v1.Type" + std::to_string(Below(5)); }

  std::vector<std::string> Tags(std::uint64_t count_max) {
    std::set<std::string> tags;
    for (std::uint64_t i = Below(count_max + 1); i > 0; --i) {
      // Some are rare, some are everywhere.
      tags.insert("t:" + std::to_string(Below(1 + Below(60))));
    }
    return {tags.begin(), tags.end()};
  }

  std::mt19937 random_;
};

class Comparison : public testing::TestWithParam<std::uint32_t> {
 protected:
  Comparison() {
    Options options = OptionsFor(directory_.path());
    options.clock = &clock_;
    options.write_buffer_bytes = 1 << 16;  // So that some of it is in files.
    store_ = RocksDbEventStore::Open(options).value();
  }

  const base::FakeClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  TestDirectory directory_;
  std::unique_ptr<RocksDbEventStore> store_;
  eventstore::InMemoryEventStore oracle_{clock_};
  Draw draw_{GetParam()};
};

TEST_P(Comparison, ConditionsAreDecidedAlikeInGroups) {
  for (int round = 0; round < 40; ++round) {
    std::vector<std::future<Answer>> answers;
    std::vector<Answer> expected;
    for (int i = 0; i < 30; ++i) {
      std::vector<eventstore::Event> events;
      for (std::uint64_t n = 1 + draw_.Below(3); n > 0; --n) events.push_back(draw_.Event());
      const std::uint64_t head = oracle_.Head()->value;
      std::optional<eventstore::AppendCondition> condition;
      if (draw_.Below(5) > 0) {
        const std::uint64_t after = head - std::min(head, draw_.Below(1 + draw_.Below(40)));
        condition = eventstore::AppendCondition{draw_.Query(head, 1), {after}};
      }
      expected.push_back(oracle_.Append(events, condition));
      answers.push_back(Begin(*store_, events, condition));
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const Answer answer = answers[i].get();
      ASSERT_EQ(answer.ok(), expected[i].ok()) << answer.status() << expected[i].status();
      if (answer.ok()) {
        ASSERT_EQ(answer->first, expected[i]->first);
        ASSERT_EQ(answer->last, expected[i]->last);
      } else {
        ASSERT_EQ(answer.status(), expected[i].status());
      }
    }
  }
  EXPECT_EQ(eventstore::ReadAll(*store_, {})->events, eventstore::ReadAll(oracle_, {})->events);
}

TEST_P(Comparison, QueriesFindTheSameEvents) {
  for (int group = 0; group < 60; ++group) {
    std::vector<eventstore::Event> events;
    for (int i = 0; i < 25; ++i) events.push_back(draw_.Event());
    ASSERT_TRUE(oracle_.Append(events, {}).ok());
    ASSERT_TRUE(store_->Append(events, {}).ok());
  }
  const std::uint64_t head = oracle_.Head()->value;
  for (int i = 0; i < 400; ++i) {
    const eventstore::Query query = draw_.Query(head, 0);
    const eventstore::ReadOptions options = draw_.ReadOptions(head, clock_.Now());
    const auto expected = eventstore::ReadAll(oracle_, query, options).value();
    const auto found = eventstore::ReadAll(*store_, query, options).value();
    ASSERT_EQ(found.head, expected.head);
    ASSERT_EQ(found.events, expected.events) << "query " << i << " of seed " << GetParam();
  }
  EXPECT_TRUE(store_->VerifyAll([](auto, auto) { return true; }).ok());
}

INSTANTIATE_TEST_SUITE_P(Seeds, Comparison, testing::Values(1, 2, 3, std::random_device()()));

}  // namespace
}  // namespace debut::eventstore_rocksdb
