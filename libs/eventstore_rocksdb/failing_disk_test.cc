#include <gtest/gtest.h>

#include <filesystem>

#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "eventstore_rocksdb/testing/fault_file_system.h"
#include "eventstore_rocksdb/testing/log_fixture.h"
#include "eventstore_rocksdb/testing/test_directory.h"

namespace debut::eventstore_rocksdb {
namespace {

using Fault = FaultFileSystem::Fault;

struct FailingLog {
  FailingLog() {
    Options options = OptionsFor(directory.path());
    options.file_system = disk;
    options.write_buffer_bytes = 1 << 16;  // So that flushes meet the fault, too.
    options.on_fatal = [this](const absl::Status& status) { fatal.push_back(status); };
    store = RocksDbEventStore::Open(std::move(options)).value();
  }

  // Appends until the first error; false if there is none.
  bool AppendUntilItFails() {
    for (int n = 0; n < 5'000; ++n) {
      const std::string payload = std::string(500, 'p') + std::to_string(n);
      const auto result = store->Append({MakeEvent(payload), MakeEvent(payload)}, {});
      if (!result.ok()) {
        first_error = result.status();
        return true;
      }
      acknowledged.Add(result->first.value, payload);
      acknowledged.Add(result->last.value, payload);
    }
    return false;
  }

  TestDirectory directory;
  std::shared_ptr<FaultFileSystem> disk = std::make_shared<FaultFileSystem>();
  std::vector<absl::Status> fatal;
  std::unique_ptr<RocksDbEventStore> store;
  Acknowledged acknowledged;
  absl::Status first_error;
};

class FailingDisk : public testing::TestWithParam<std::pair<Fault, int>> {};

TEST_P(FailingDisk, GetsNoAnswerAfterTheFirstErrorAndKeepsWhatWasAcknowledged) {
  FailingLog log;
  log.disk->FailAfter(GetParam().first, GetParam().second);
  ASSERT_TRUE(log.AppendUntilItFails());
  EXPECT_EQ(log.first_error.code(), absl::StatusCode::kUnavailable) << log.first_error;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(log.store->Append({MakeEvent("late")}, {}).status().code(),
              absl::StatusCode::kUnavailable);
  }
  EXPECT_EQ(log.store->Head().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(eventstore::ReadAll(*log.store, {}).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(log.store->WaitBeyond({1'000'000}, absl::InfiniteDuration(), {}).status().code(),
            absl::StatusCode::kUnavailable);
  log.store.reset();
  EXPECT_EQ(log.fatal.size(), 1U);
  EXPECT_TRUE(log.acknowledged.SurvivesIn(log.directory.path()));
}

INSTANTIATE_TEST_SUITE_P(WhenItIsFull, FailingDisk,
                         testing::Values(std::pair(Fault::kNoSpace, 0),
                                         std::pair(Fault::kNoSpace, 7),
                                         std::pair(Fault::kNoSpace, 100),
                                         std::pair(Fault::kNoSpace, 333)));
INSTANTIATE_TEST_SUITE_P(WhenItDoesNotSync, FailingDisk,
                         testing::Values(std::pair(Fault::kSyncError, 0),
                                         std::pair(Fault::kSyncError, 1),
                                         std::pair(Fault::kSyncError, 50),
                                         std::pair(Fault::kSyncError, 201)));

TEST(FailingDisk, MakesOpenUnavailable) {
  const TestDirectory directory;
  const auto disk = std::make_shared<FaultFileSystem>();
  disk->FailAfter(Fault::kSyncError, 0);
  Options options = OptionsFor(directory.path());
  options.file_system = disk;
  EXPECT_EQ(RocksDbEventStore::Open(options).status().code(), absl::StatusCode::kUnavailable);
  // What the failed attempt has left behind doesn't stand in the way.
  EXPECT_TRUE(RocksDbEventStore::Open(OptionsFor(directory.path())).ok());
}

// A supervisor starts it again after the one, and waits for a person after the other.
TEST(FailingDisk, IsNotTakenForALogThatIsOpenElsewhere) {
  for (const char* lock : {"LOCK", "db/LOCK"}) {
    const TestDirectory directory;
    ASSERT_TRUE(RocksDbEventStore::Open(OptionsFor(directory.path())).ok());
    const std::filesystem::path file = std::filesystem::path(directory.path()) / lock;
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);  // Nobody can open it for writing.
    const absl::Status status = RocksDbEventStore::Open(OptionsFor(directory.path())).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    std::filesystem::remove(file);
    EXPECT_TRUE(RocksDbEventStore::Open(OptionsFor(directory.path())).ok());
  }
}

TEST(Open, MayFailAtAnySyncOfANewLogAndBeRepeated) {
  for (int syncs = 0; syncs < 12; ++syncs) {
    const TestDirectory directory;
    const auto disk = std::make_shared<FaultFileSystem>();
    disk->FailAfter(Fault::kSyncError, syncs);
    Options options = OptionsFor(directory.path());
    options.file_system = disk;
    if (auto store = RocksDbEventStore::Open(options); store.ok()) store->reset();
    disk->CutPower();
    disk->LoseUnsynced(nullptr);
    EXPECT_TRUE(RocksDbEventStore::Open(OptionsFor(directory.path())).ok()) << syncs;
  }
}

TEST(LaggingAnchor, PoisonsTheLogWhenItCannotBeWritten) {
  const TestDirectory directory;
  const auto disk = std::make_shared<FaultFileSystem>();
  Options options = OptionsFor(directory.path());
  options.file_system = disk;
  options.anchor_mode = AnchorMode::kWithinOneSecond;
  auto store = RocksDbEventStore::Open(options).value();
  disk->FailAfter(Fault::kSyncError, 0);
  EXPECT_EQ(store->Append({MakeEvent("e")}, {}).status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
