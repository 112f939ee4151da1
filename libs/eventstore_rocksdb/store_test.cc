#include <gtest/gtest.h>

#include "eventstore/contract_suite.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "eventstore_rocksdb/testing/log_fixture.h"
#include "eventstore_rocksdb/testing/test_directory.h"
#include "transparency/proofs.h"

namespace debut::eventstore_rocksdb {
namespace {

using eventstore::Position;

class RocksDbStore : public testing::Test {
 protected:
  RocksDbStore() { Reopen(); }

  void Reopen(AnchorMode mode = AnchorMode::kBeforeAnswer) {
    store_.reset();
    Options options = OptionsFor(directory_.path());
    options.clock = &clock_;
    options.anchor_mode = mode;
    store_ = RocksDbEventStore::Open(options).value();
  }

  void Append(int events) {
    std::vector<eventstore::Event> group;
    for (int i = 0; i < events; ++i) group.push_back(MakeEvent("payload", {"a:1"}));
    ASSERT_TRUE(store_->Append(std::move(group), {}).ok());
  }

  absl::StatusOr<std::string> Tile(const transparency::TileId& tile, std::uint64_t width) {
    return store_->ReadTile(tile, width);
  }

  TestDirectory directory_;
  base::FakeClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::unique_ptr<RocksDbEventStore> store_;
};

TEST_F(RocksDbStore, GoesOnWhereItStopped) {
  Append(3);
  const auto before = eventstore::ReadAll(*store_, {}).value();
  Reopen();
  EXPECT_EQ(eventstore::ReadAll(*store_, {})->events, before.events);
  Append(2);
  EXPECT_EQ(store_->Head().value(), Position{5});
  EXPECT_TRUE(store_->VerifyAll([](auto, auto) { return true; }).ok());
}

TEST_F(RocksDbStore, KeepsRecordedTimesIncreasingWhenTheClockGoesBack) {
  Append(2);
  clock_.Advance(-absl::Hours(1));
  Append(1);
  Reopen();
  Append(1);
  const auto log = eventstore::ReadAll(*store_, {}).value();
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(log.events[static_cast<std::size_t>(i)].recorded_time,
              absl::FromUnixSeconds(1'700'000'000) + absl::Microseconds(i));
  }
}

TEST_F(RocksDbStore, KnowsTypesAfterItWasReopened) {
  ASSERT_TRUE(store_->Append({MakeEvent("p", {"a:1"}, "debut.test.v1.One")}, {}).ok());
  Reopen();
  ASSERT_TRUE(store_->Append({MakeEvent("p", {"a:1"}, "debut.test.v1.Two")}, {}).ok());
  Reopen();
  const eventstore::Query query{{eventstore::QueryItem{{"debut.test.v1.Two"}, {"a:1"}, {}}}};
  EXPECT_EQ(eventstore::ReadAll(*store_, query)->events.size(), 1U);
  EXPECT_EQ(
      store_->Append({MakeEvent("p")}, eventstore::AppendCondition{query, {1}}).status().code(),
      absl::StatusCode::kAborted);
}

TEST_F(RocksDbStore, ProvesItsEventsFromItsTiles) {
  for (int i = 0; i < 3; ++i) Append(250);
  const auto head = store_->tree_head();
  ASSERT_EQ(head.frontier.size(), 750U);
  EXPECT_EQ(head.recorded_time, eventstore::ReadAll(*store_, {})->events.back().recorded_time);
  const auto read = [&](const transparency::TileId& tile, std::uint64_t width) {
    return Tile(tile, width);
  };
  EXPECT_EQ(transparency::RootFromTiles(750, read).value(), head.root);
  ASSERT_TRUE(
      store_
          ->ReadRaw({}, {},
                    [&](Position position, std::string_view entry) {
                      const std::uint64_t index = position.value - 1;
                      const auto proof = transparency::InclusionProof(index, 750, read).value();
                      const auto leaf = transparency::LeafHash(entry);
                      EXPECT_TRUE(
                          transparency::VerifyInclusion(leaf, index, 750, proof, head.root).ok());
                      EXPECT_EQ(store_->LeafHashes(position, 1).value(), transparency::Bytes(leaf));
                      return true;
                    })
          .ok());
  const auto old_root = transparency::RootFromTiles(300, read).value();
  const auto proof = transparency::ConsistencyProof(300, 750, read).value();
  EXPECT_TRUE(transparency::VerifyConsistency(300, 750, old_root, head.root, proof).ok());
}

TEST_F(RocksDbStore, HasNoTilesBeyondItsHead) {
  Append(10);
  EXPECT_EQ(Tile({0, 0}, 11).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Tile({1, 0}, 1).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Tile({8, 0}, 0).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Tile({-1, 0}, 0).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store_->LeafHashes({10}, 2).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store_->LeafHashes({0}, 1).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(RocksDbStore, TakesTheLargestAppendsAtOnce) {
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 6; ++i) {
    std::vector<eventstore::Event> events(1'000, MakeEvent(std::string(4'000, 'p'), {"a:1"}));
    answers.push_back(Begin(*store_, std::move(events)));
  }
  for (auto& answer : answers) ASSERT_TRUE(answer.get().ok());
  Reopen();
  EXPECT_EQ(store_->Head().value(), Position{6'000});
  EXPECT_TRUE(store_->VerifyAll([](auto, auto) { return true; }).ok());
}

TEST_F(RocksDbStore, RefusesAppendsWhenTooManyBytesWait) {
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 60; ++i) {
    std::vector<eventstore::Event> events(70, MakeEvent(std::string(59'000, 'p')));
    answers.push_back(Begin(*store_, std::move(events)));
  }
  std::uint64_t appended = 0;
  for (auto& answer : answers) {
    const Answer result = answer.get();
    if (result.ok()) {
      appended += 70;
    } else {
      EXPECT_EQ(result.status().code(), absl::StatusCode::kUnavailable);
    }
  }
  EXPECT_EQ(store_->Head().value(), Position{appended});
}

TEST_F(RocksDbStore, ChangesTheModeOfItsAnchor) {
  Append(3);
  Reopen(AnchorMode::kWithinOneSecond);
  for (int i = 0; i < 5; ++i) Append(1);
  Reopen();
  for (int i = 0; i < 3; ++i) Append(1);
  Reopen(AnchorMode::kWithinOneSecond);
  EXPECT_EQ(store_->Head().value(), Position{11});
}

TEST_F(RocksDbStore, AnswersUnavailableOnceItIsClosed) {
  Append(1);
  store_->Close();
  EXPECT_EQ(store_->Head().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(store_->Append({MakeEvent("p")}, {}).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(eventstore::ReadAll(*store_, {}).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(RocksDbStore, EndsWaitingWhenItIsClosed) {
  std::jthread closer([&] { store_->Close(); });
  EXPECT_EQ(store_->WaitBeyond({0}, absl::InfiniteDuration(), {}).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(CheckThenInsert, IsFoundByTheRaceChecks) {
  bool found = false;
  for (int round = 0; round < 10 && !found; ++round) {
    for (const eventstore::ContractCheck& check : eventstore::RaceChecks()) {
      const TestDirectory directory;
      Options options = OptionsFor(directory.path());
      options.planted.check_then_insert = true;
      const auto store = RocksDbEventStore::Open(options).value();
      found |= !check.run(*store);
    }
  }
  EXPECT_TRUE(found);
}

TEST(AppendGate, EndsAppendsAndLeavesReadsAlone) {
  const TestDirectory directory;
  const auto store = RocksDbEventStore::Open(OptionsFor(directory.path())).value();
  ASSERT_TRUE(store->Append({MakeEvent("before")}, {}).ok());
  const absl::Status why = absl::FailedPreconditionError("ROLLBACK");
  store->RefuseAppends(why);
  store->RefuseAppends(absl::FailedPreconditionError("the first one counts"));
  EXPECT_EQ(store->Append({MakeEvent("after")}, {}).status(), why);
  EXPECT_EQ(eventstore::ReadAll(*store, {})->events.size(), 1U);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
