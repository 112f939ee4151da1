#include "projection/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projection/rocksdb_row_store.h"
#include "projection/testing/balances.h"
#include "tests/support/temporary_directory.h"

namespace debut::projection {
namespace {

using google::protobuf::Int64Value;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kBalances;
using ::testing::Optional;

constexpr Table<Int64Value> kOthers{'c'};

Int64Value Value(std::int64_t value) {
  Int64Value row;
  row.set_value(value);
  return row;
}

class RowsTest : public ::testing::Test {
 protected:
  RowsTest() : store_(*OpenRocksdbRowStore(directory_.path().string())) {}

  void Store(const std::string& key, const std::string& bytes) {
    RowBatch batch;
    batch.changes.emplace("model/" + key, bytes);
    ASSERT_TRUE(store_->Write(batch).ok());
  }
  Rows OverStored() { return Rows(StoredRows(store_->Snapshot(), "model/")); }

  static std::optional<std::int64_t> Get(Rows& rows, const std::string& key) {
    const std::optional<Int64Value> row = rows.Find(kBalances, key);
    return row ? std::optional(row->value()) : std::nullopt;
  }
  static std::vector<std::string> KeysIn(const RowReader& rows, const KeyRange& range) {
    std::vector<std::string> keys;
    const absl::Status scanned = rows.Scan(kBalances, range, [&](std::string_view key, Int64Value) {
      keys.emplace_back(key);
      return true;
    });
    EXPECT_TRUE(scanned.ok()) << scanned;
    return keys;
  }

  test::TemporaryDirectory directory_;
  std::unique_ptr<RowStore> store_;
};

TEST_F(RowsTest, KeepWhatWasPutOverWhatIsStored) {
  Store("ba", Value(1).SerializeAsString());
  Rows rows = OverStored();
  EXPECT_THAT(Get(rows, "a"), Optional(1));
  rows.Put(kBalances, "a", Value(2));
  EXPECT_THAT(Get(rows, "a"), Optional(2));
  rows.Erase(kBalances, "a");
  EXPECT_EQ(Get(rows, "a"), std::nullopt);
  EXPECT_EQ(rows.added_count(), -1);
  rows.Update(kBalances, "a", [](Int64Value& row) { row.set_value(row.value() + 3); });
  EXPECT_THAT(Get(rows, "a"), Optional(3)) << "an erased row begins anew";
  EXPECT_EQ(rows.added_count(), 0);
  EXPECT_TRUE(rows.status().ok());
}

TEST_F(RowsTest, KeepTablesApart) {
  Rows rows;
  rows.Put(kBalances, "a", Value(1));
  EXPECT_FALSE(rows.Find(kOthers, "a").has_value());
  rows.Put(kOthers, "b", Value(2));
  EXPECT_THAT(KeysIn(rows, {}), ElementsAre("a"));
  EXPECT_EQ(rows.added_count(), 2);
}

TEST_F(RowsTest, MergeChangesIntoAScan) {
  for (const char* key : {"bb", "bd", "bf", "cx", "ax"}) {
    Store(key, Value(1).SerializeAsString());
  }
  Rows rows = OverStored();
  rows.Put(kBalances, "a", Value(2));
  rows.Put(kBalances, "d", Value(2));
  rows.Put(kBalances, "e", Value(2));
  rows.Put(kBalances, "g", Value(2));
  rows.Erase(kBalances, "b");
  EXPECT_THAT(KeysIn(rows, {}), ElementsAre("a", "d", "e", "f", "g"));
  EXPECT_THAT(KeysIn(rows, {.after = "d"}), ElementsAre("e", "f", "g"));
  EXPECT_THAT(KeysIn(rows, {.after = "g"}), IsEmpty());
  EXPECT_THAT(KeysIn(OverStored(), {}), ElementsAre("b", "d", "f"));
}

TEST_F(RowsTest, ScanOnlyKeysWithThePrefix) {
  Rows rows;
  for (const char* key : {"E-1", "E-1/3", "E-1/4", "E-1\xff", "E-10/3", "E-2/3"}) {
    rows.Put(kBalances, key, Value(1));
  }
  EXPECT_THAT(KeysIn(rows, {.prefix = "E-1/"}), ElementsAre("E-1/3", "E-1/4"));
  EXPECT_THAT(KeysIn(rows, {.prefix = "E-1/", .after = "E-1/3"}), ElementsAre("E-1/4"));
  EXPECT_THAT(KeysIn(rows, {.prefix = "E-1/", .after = "A"}), ElementsAre("E-1/3", "E-1/4"));
  EXPECT_THAT(KeysIn(rows, {.prefix = "E-1/", .after = "Z"}), IsEmpty());
  EXPECT_THAT(KeysIn(rows, {.prefix = "E-1\xff"}), ElementsAre("E-1\xff"));
}

TEST_F(RowsTest, StopAScanWhenTheVisitorHasEnough) {
  Store("ba", Value(1).SerializeAsString());
  Rows rows = OverStored();
  rows.Put(kBalances, "b", Value(1));
  rows.Put(kBalances, "0", Value(1));
  for (const std::size_t wanted : {1U, 2U, 3U}) {
    std::vector<std::string> keys;
    ASSERT_TRUE(rows.Scan(kBalances, {},
                          [&](std::string_view key, Int64Value) {
                            keys.emplace_back(key);
                            return keys.size() < wanted;
                          })
                    .ok());
    EXPECT_EQ(keys.size(), wanted);
  }
}

TEST_F(RowsTest, SayWhenARowCannotBeRead) {
  Store("ba", "\xff");
  Rows rows = OverStored();
  EXPECT_EQ(Get(rows, "a"), std::nullopt);
  EXPECT_EQ(rows.status().code(), absl::StatusCode::kDataLoss);
  const absl::Status scanned =
      OverStored().Scan(kBalances, {}, [](std::string_view, Int64Value) { return true; });
  EXPECT_EQ(scanned.code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace debut::projection
