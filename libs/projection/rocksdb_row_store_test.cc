#include "projection/rocksdb_row_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "projection/testing/small_disk.h"
#include "tests/support/temporary_directory.h"

namespace debut::projection {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

RowBatch Puts(const std::vector<std::string>& keys) {
  RowBatch batch;
  for (const std::string& key : keys) batch.changes.emplace(key, "value");
  return batch;
}

std::vector<std::string> KeysIn(const RowSnapshot& snapshot, std::string_view from,
                                std::string_view to) {
  std::vector<std::string> keys;
  const auto cursor = snapshot.Seek(from, to);
  for (; cursor->Valid(); cursor->Next()) keys.emplace_back(cursor->key());
  EXPECT_TRUE(cursor->status().ok());
  return keys;
}

TEST(RocksdbRowStore, KeepsRowsOverAReopening) {
  const test::TemporaryDirectory directory;
  for (const char* key : {"a", "b"}) {
    const auto store = OpenRocksdbRowStore(directory.path().string());
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE((*store)->Write(Puts({key})).ok());
  }
  const auto store = OpenRocksdbRowStore(directory.path().string() + "/");
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_THAT(KeysIn(*(*store)->Snapshot(), "a", "z"), ElementsAre("a", "b"));
  EXPECT_EQ((*store)->Snapshot()->Get("a")->value_or(""), "value");
  EXPECT_EQ(*(*store)->Snapshot()->Get("c"), std::nullopt);
}

TEST(RocksdbRowStore, ErasesRangesBeforeItPuts) {
  const test::TemporaryDirectory directory;
  const auto store = *OpenRocksdbRowStore(directory.path().string());
  ASSERT_TRUE(store->Write(Puts({"a", "b", "c", "d"})).ok());
  RowBatch batch = Puts({"c"});
  batch.erased_ranges.emplace_back("b", "d");
  batch.changes.emplace("a", std::nullopt);
  ASSERT_TRUE(store->Write(batch).ok());
  EXPECT_THAT(KeysIn(*store->Snapshot(), "a", "z"), ElementsAre("c", "d"));
}

TEST(RocksdbRowStore, ShowsASnapshotAsItWas) {
  const test::TemporaryDirectory directory;
  const auto store = *OpenRocksdbRowStore(directory.path().string());
  ASSERT_TRUE(store->Write(Puts({"a", "b"})).ok());
  const auto before = store->Snapshot();
  RowBatch batch;
  batch.erased_ranges.emplace_back("a", "z");
  ASSERT_TRUE(store->Write(batch).ok());
  EXPECT_THAT(KeysIn(*before, "a", "z"), ElementsAre("a", "b"));
  EXPECT_THAT(KeysIn(*before, "a", "b"), ElementsAre("a"));
  EXPECT_THAT(KeysIn(*store->Snapshot(), "a", "z"), ElementsAre());
}

TEST(RocksdbRowStore, IsOpenedOnceAtATime) {
  const test::TemporaryDirectory directory;
  const auto store = *OpenRocksdbRowStore(directory.path().string());
  const auto second = OpenRocksdbRowStore(directory.path().string());
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(directory.path().string()));
}

TEST(RocksdbRowStore, SaysWhenItsDirectoryCannotBeMade) {
  const test::TemporaryDirectory directory;
  std::ofstream(directory.path().string() + "/file") << "in the way";
  const auto store = OpenRocksdbRowStore(directory.path().string() + "/file/rows");
  EXPECT_EQ(store.status().code(), absl::StatusCode::kUnavailable);
}

TEST(RocksdbRowStore, SaysWhatToDoWithDamagedFiles) {
  const test::TemporaryDirectory directory;
  {
    const auto store = *OpenRocksdbRowStore(directory.path().string());
    ASSERT_TRUE(store->Write(Puts({"a"})).ok());
  }
  std::ofstream(directory.path().string() + "/CURRENT") << "nonsense";
  const auto store = OpenRocksdbRowStore(directory.path().string());
  EXPECT_EQ(store.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(store.status().message()), HasSubstr("remove that directory"));
}

// Debian's RocksDB aborts when it is told to go on over a file whose write has failed.
TEST(RocksdbRowStore, GoesOnWhenAFullDiskHasRoomAgain) {
  const test::TemporaryDirectory directory;
  const auto disk = std::make_shared<testing::SmallDisk>();
  const auto store = *OpenRocksdbRowStore(directory.path().string(), disk);
  ASSERT_TRUE(store->Write(Puts({"a"})).ok());
  disk->full = true;
  EXPECT_EQ(store->Write(Puts({"b"})).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(store->Write(Puts({"b"})).code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(KeysIn(*store->Snapshot(), "a", "z"), ElementsAre("a")) << "on the full disk";
  disk->full = false;
  {
    const auto held = store->Snapshot();
    EXPECT_EQ(store->Recover().code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(store->Write(Puts({"b"})).code(), absl::StatusCode::kUnavailable);
    EXPECT_THAT(KeysIn(*held, "a", "z"), ElementsAre("a"));
  }
  ASSERT_EQ(store->Recover(), absl::OkStatus());
  ASSERT_TRUE(store->Write(Puts({"b"})).ok());
  ASSERT_TRUE(store->Write(Puts({"c"})).ok());
  EXPECT_THAT(KeysIn(*store->Snapshot(), "a", "z"), ElementsAre("a", "b", "c"));
}

TEST(RocksdbRowStore, WritesNoLogFileOfItsOwn) {
  const test::TemporaryDirectory directory;
  const auto store = *OpenRocksdbRowStore(directory.path().string());
  EXPECT_FALSE(std::filesystem::exists(directory.path().string() + "/LOG"))
      << "Debian's RocksDB aborts when it cannot write that file";
}

}  // namespace
}  // namespace debut::projection
