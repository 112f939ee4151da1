#include "eventstore_rocksdb/log_rebuild.h"

#include <gtest/gtest.h>

#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/stored_log.h"
#include "eventstore_rocksdb/testing/log_fixture.h"
#include "eventstore_rocksdb/testing/test_directory.h"

namespace debut::eventstore_rocksdb {
namespace {

using eventstore::Position;

// A log of 1,000 events of two types with some tags, and where it is made anew.
class LogRebuildTest : public testing::Test {
 protected:
  LogRebuildTest() {
    const auto store = RocksDbEventStore::Open(OptionsFor(original())).value();
    for (int group = 0; group < 10; ++group) {
      std::vector<eventstore::Event> events;
      for (int i = 0; i < 100; ++i) {
        events.push_back(MakeEvent("第" + std::to_string(i),
                                   {"product:首台套", "thing:" + std::to_string(i % 7)},
                                   i % 3 == 0 ? "debut.test.v1.Ended" : "debut.test.v1.Happened"));
      }
      EXPECT_TRUE(store->Append(std::move(events), {}).ok());
    }
    EXPECT_TRUE(store
                    ->ReadRaw({}, {},
                              [&](auto, std::string_view entry) {
                                entries_.emplace_back(entry);
                                return true;
                              })
                    .ok());
    root_ = store->tree_head().root;
    log_id_ = store->log_id();
  }

  std::string original() const { return directory_.path() + "/original"; }
  std::string rebuilt() const { return directory_.path() + "/rebuilt"; }
  absl::StatusOr<std::unique_ptr<LogRebuild>> Open(const std::string& log_id) {
    Options options = OptionsFor(rebuilt());
    options.log_id = log_id;
    return LogRebuild::Open(std::move(options));
  }
  void Add(LogRebuild& rebuild, std::uint64_t up_to) {
    while (rebuild.size() < up_to) {
      const absl::Status added = rebuild.Add(entries_[rebuild.size()]);
      ASSERT_TRUE(added.ok()) << added;
    }
  }

  TestDirectory directory_;
  std::vector<std::string> entries_;
  transparency::Hash root_;
  std::string log_id_;
};

TEST_F(LogRebuildTest, GivesTheSameLogByteForByte) {
  {
    const auto rebuild = Open(log_id_).value();
    Add(*rebuild, 1'000);
    ASSERT_TRUE(rebuild->Flush().ok());
    EXPECT_EQ(rebuild->Root(), root_);
  }
  const auto store = RocksDbEventStore::Open(OptionsFor(rebuilt())).value();
  EXPECT_EQ(store->log_id(), log_id_);
  EXPECT_EQ(store->tree_head().root, root_);
  const absl::Status verified = store->VerifyAll([](auto, auto) { return true; });
  EXPECT_TRUE(verified.ok()) << verified;
  std::size_t at = 0;
  ASSERT_TRUE(store
                  ->ReadRaw({}, {},
                            [&](auto, std::string_view entry) {
                              EXPECT_EQ(entry, entries_.at(at++));
                              return true;
                            })
                  .ok());
  EXPECT_EQ(at, 1'000u);
  EXPECT_EQ(eventstore::ReadAll(*store, TagQuery({"thing:3"}))->events.size(), 140u);
  // And it goes on.
  const auto appended = store->Append({MakeEvent("更多")}, {});
  EXPECT_EQ(appended->first, Position{1'001});
}

TEST_F(LogRebuildTest, LeavesAnAnchorThatAnAuditReads) {
  {
    const auto rebuild = Open(log_id_).value();
    // Its slots have no entries in them, neither the first nor this one.
    EXPECT_EQ(ReadLogId(rebuilt()).value(), log_id_);
    Add(*rebuild, 1'000);
    ASSERT_TRUE(rebuild->Flush().ok());
  }
  const auto stored = StoredLog::Open(rebuilt());
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_TRUE((*stored)->findings().empty());
}

TEST_F(LogRebuildTest, StopsAnywhere) {
  {
    const auto rebuild = Open(log_id_).value();
    Add(*rebuild, 513);
    ASSERT_TRUE(rebuild->Flush().ok());
  }
  const auto store = RocksDbEventStore::Open(OptionsFor(rebuilt())).value();
  EXPECT_EQ(store->Head().value(), Position{513});
  const auto original = RocksDbEventStore::Open(OptionsFor(this->original())).value();
  EXPECT_EQ(store->TreeRoot(Position{513}).value(), original->TreeRoot(Position{513}).value());
}

TEST_F(LogRebuildTest, GoesOnBehindWhatIsOnDisk) {
  {
    const auto rebuild = Open(log_id_).value();
    Add(*rebuild, 300);
    ASSERT_TRUE(rebuild->Flush().ok());
    Add(*rebuild, 400);  // And is killed.
  }
  {
    const auto rebuild = Open(log_id_).value();
    EXPECT_EQ(rebuild->size(), 300u);
    Add(*rebuild, 1'000);
    ASSERT_TRUE(rebuild->Flush().ok());
    EXPECT_EQ(rebuild->Root(), root_);
  }
  const auto store = RocksDbEventStore::Open(OptionsFor(rebuilt())).value();
  const absl::Status verified = store->VerifyAll([](auto, auto) { return true; });
  EXPECT_TRUE(verified.ok()) << verified;
}

TEST_F(LogRebuildTest, RefusesAnEntryThatIsNotTheNext) {
  const auto rebuild = Open(log_id_).value();
  Add(*rebuild, 10);
  EXPECT_EQ(rebuild->Add(entries_[11]).code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(rebuild->Add(entries_[9]).code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(rebuild->Add("no entry").code(), absl::StatusCode::kDataLoss);
  std::string earlier = entries_[10];
  eventstore::PlaceEntry(Position{11}, 1, earlier);
  EXPECT_EQ(rebuild->Add(earlier).code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(rebuild->size(), 10u);
}

TEST_F(LogRebuildTest, RefusesADirectoryOfAnotherLog) {
  Open(log_id_).value()->Flush().IgnoreError();
  EXPECT_EQ(Open(std::string(16, 'x')).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(LogRebuildTest, KnowsTheIdOfALogThatIsServed) {
  const auto store = RocksDbEventStore::Open(OptionsFor(original())).value();
  EXPECT_EQ(ReadLogId(original()).value(), log_id_);
  EXPECT_EQ(ReadLogId(rebuilt()).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
