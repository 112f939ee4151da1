#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "eventstore_rocksdb/testing/fault_file_system.h"
#include "eventstore_rocksdb/testing/log_fixture.h"
#include "eventstore_rocksdb/testing/test_directory.h"

namespace debut::eventstore_rocksdb {
namespace {

Options WithDisk(const std::string& directory, std::shared_ptr<FaultFileSystem> disk,
                 const PlantedFaults& planted = {}) {
  Options options = OptionsFor(directory);
  options.file_system = std::move(disk);
  options.planted = planted;
  options.write_buffer_bytes = 1 << 16;  // So that the power goes during flushes, too.
  return options;
}

// Writes until the power goes, again and again on the same log, and looks what is left.
testing::AssertionResult SurvivesPowerCuts(int cuts, const PlantedFaults& planted,
                                           std::uint32_t seed) {
  const TestDirectory directory;
  std::mt19937 random(seed);
  Acknowledged acknowledged;
  for (int cut = 0; cut < cuts; ++cut) {
    const auto disk = std::make_shared<FaultFileSystem>();
    auto store = RocksDbEventStore::Open(WithDisk(directory.path(), disk, planted));
    if (!store.ok()) return testing::AssertionFailure() << "cut " << cut << ": " << store.status();
    const std::size_t before = acknowledged.size();
    {
      const Writers writers(**store, acknowledged, 3);
      const std::size_t wanted = before + 1 + random() % 200;
      while (acknowledged.size() < wanted) std::this_thread::yield();
      disk->CutPower();
    }
    store->reset();
    disk->LoseUnsynced(&random);
    if (auto survived = acknowledged.SurvivesIn(directory.path()); !survived) {
      return survived << " after cut " << cut << " of seed " << seed;
    }
  }
  return testing::AssertionSuccess();
}

// As many cuts as it is asked for; each log has some of them, one after the other:
//   DEBUT_POWER_CUTS=1000 eventstore_rocksdb_test --gtest_filter=PowerCut.LosesNothing*
TEST(PowerCut, LosesNothingThatWasAcknowledged) {
  constexpr int kCutsOfOneLog = 15;
  const char* asked = std::getenv("DEBUT_POWER_CUTS");
  for (int left = asked == nullptr ? kCutsOfOneLog : std::atoi(asked); left > 0;
       left -= kCutsOfOneLog) {
    EXPECT_TRUE(SurvivesPowerCuts(std::min(left, kCutsOfOneLog), {}, std::random_device()()));
    if (asked != nullptr) std::cout << left << " cuts left\n" << std::flush;
  }
}

TEST(PowerCut, IsFoundToLoseEventsWhenNothingIsSynced) {
  PlantedFaults planted;
  planted.no_sync = true;
  EXPECT_FALSE(SurvivesPowerCuts(15, planted, 1));
}

// Appends while syncs are held, and cuts the power before any of them has ended.
struct HeldAppend {
  explicit HeldAppend(const PlantedFaults& planted) {
    auto opened = RocksDbEventStore::Open(WithDisk(directory.path(), disk, planted));
    store = std::move(opened).value();
    const auto first = store->Append({MakeEvent("first"), MakeEvent("first")}, {});
    acknowledged.Add(1, "first");
    acknowledged.Add(2, "first");
    EXPECT_TRUE(store->WaitBeyond({1}, absl::InfiniteDuration(), {}).ok());
    disk->HoldSyncs();
    // On an idle log the caller's own thread syncs.
    appending = std::jthread([this, told = std::move(told)]() mutable {
      store->AppendAsync({MakeEvent("second"), MakeEvent("second")}, {},
                         [&](Answer result) { told.set_value(std::move(result)); });
    });
    disk->AwaitHeldSync();
  }

  testing::AssertionResult SurvivesThePowerCut() {
    if (IsAnswered(answer) && answer.get().ok()) {
      acknowledged.Add(3, "second");
      acknowledged.Add(4, "second");
    }
    disk->CutPower();
    appending.join();
    store.reset();
    disk->LoseUnsynced(nullptr);
    return acknowledged.SurvivesIn(directory.path());
  }

  TestDirectory directory;
  std::shared_ptr<FaultFileSystem> disk = std::make_shared<FaultFileSystem>();
  Acknowledged acknowledged;
  std::unique_ptr<RocksDbEventStore> store;
  std::promise<Answer> told;
  std::future<Answer> answer = told.get_future();
  std::jthread appending;
};

TEST(Append, IsNotAnsweredBeforeTheSync) {
  HeldAppend held({});
  EXPECT_FALSE(IsAnswered(held.answer));
  held.disk->ReleaseSyncs();
  EXPECT_EQ(held.answer.get()->last, eventstore::Position{4});
}

TEST(Append, IsAnsweredUnavailableWhenThePowerGoes) {
  HeldAppend held({});
  held.disk->CutPower();
  EXPECT_EQ(held.answer.get().status().code(), absl::StatusCode::kUnavailable);
}

TEST(PowerCut, LosesNothingBeforeTheAnswer) { EXPECT_TRUE(HeldAppend({}).SurvivesThePowerCut()); }

TEST(PowerCut, IsFoundToLoseEventsThatWereAnsweredBeforeTheSync) {
  PlantedFaults planted;
  planted.answer_before_sync = true;
  EXPECT_FALSE(HeldAppend(planted).SurvivesThePowerCut());
}

// Killed between the write and its sync: the next process finds the write in the kernel, shows it,
// and would answer a repeated request with it.
TEST(PowerCut, LosesNothingThatWasShownAfterTheProcessWasKilled) {
  HeldAppend held({});
  held.disk->CutPower();
  held.appending.join();
  held.store.reset();
  held.disk->Restart();
  auto next = RocksDbEventStore::Open(WithDisk(held.directory.path(), held.disk));
  ASSERT_TRUE(next.ok()) << next.status();
  ASSERT_EQ((*next)->Head().value(), eventstore::Position{4});
  held.acknowledged.Add(3, "second");
  held.acknowledged.Add(4, "second");
  held.disk->CutPower();
  next->reset();
  held.disk->LoseUnsynced(nullptr);
  EXPECT_TRUE(held.acknowledged.SurvivesIn(held.directory.path()));
}

TEST(Read, DoesNotSeeWhatIsNotSynced) {
  HeldAppend held({});
  EXPECT_EQ(held.store->Head().value(), eventstore::Position{2});
  EXPECT_EQ(eventstore::ReadAll(*held.store, {})->events.size(), 2U);
  held.disk->ReleaseSyncs();
  held.answer.wait();
  EXPECT_EQ(eventstore::ReadAll(*held.store, {})->events.size(), 4U);
}

TEST(Append, ThatConflictsWithAnUnsyncedEventWaitsForItsOutcome) {
  HeldAppend held({});
  const eventstore::AppendCondition nothing_new{{{eventstore::QueryItem{}}}, {2}};
  const auto refused = Begin(*held.store, {MakeEvent("third")}, nothing_new);
  const eventstore::AppendCondition since_the_start{{{eventstore::QueryItem{}}}, {0}};
  const auto at_once = held.store->Append({MakeEvent("fourth")}, since_the_start);
  EXPECT_EQ(eventstore::ConflictOf(at_once.status())->position, eventstore::Position{1});
  EXPECT_FALSE(IsAnswered(refused));
  held.disk->ReleaseSyncs();
  refused.wait();
  EXPECT_TRUE(IsAnswered(held.answer));
}

TEST(Append, ThatConflictsWithAnEventThatIsLostIsNotRefused) {
  HeldAppend held({});
  auto conflicting = Begin(*held.store, {MakeEvent("third")},
                           eventstore::AppendCondition{{{eventstore::QueryItem{}}}, {2}});
  auto behind = Begin(*held.store, {MakeEvent("fourth")});
  held.disk->CutPower();
  EXPECT_EQ(held.answer.get().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(conflicting.get().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(behind.get().status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
