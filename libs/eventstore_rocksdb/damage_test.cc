#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/write_batch.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/log_state.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "eventstore_rocksdb/testing/log_fixture.h"
#include "eventstore_rocksdb/testing/test_directory.h"

namespace debut::eventstore_rocksdb {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// A log of 700 events in groups of 100, closed.
class DamagedLog : public testing::Test {
 protected:
  DamagedLog() { Append(7); }

  void Append(int groups, const PlantedFaults& planted = {}) {
    Options options = OptionsFor(directory_.path());
    options.planted = planted;
    const auto store = RocksDbEventStore::Open(options).value();
    for (int group = 0; group < groups; ++group) {
      std::vector<eventstore::Event> events;
      for (int i = 0; i < 100; ++i) {
        events.push_back(MakeEvent("payload", {"a:" + std::to_string(i), "b:1"}));
      }
      wal_bytes_before_ = fs::file_size(Wal());
      ASSERT_TRUE(store->Append(std::move(events), {}).ok());
    }
  }

  absl::Status Reopen() { return RocksDbEventStore::Open(OptionsFor(directory_.path())).status(); }

  absl::Status Verify() {
    const auto store = RocksDbEventStore::Open(OptionsFor(directory_.path()));
    if (!store.ok()) return store.status();
    return (*store)->VerifyAll([](auto, auto) { return true; });
  }

  std::string Path(const std::string& name) const { return directory_.path() + "/" + name; }

  fs::path Wal() const {
    fs::path newest;
    for (const auto& file : fs::directory_iterator(Path("db"))) {
      if (file.path().extension() == ".log" && (newest.empty() || file.path() > newest)) {
        newest = file.path();
      }
    }
    return newest;
  }

  static void FlipByte(const fs::path& path, std::uint64_t at) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(at));
    const char flipped = static_cast<char>(file.get() ^ 0x04);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(flipped);
  }

  // Changes the database with its own tools.
  void Tamper(const std::function<void(Database&, rocksdb::WriteBatch&)>& change) {
    const auto database =
        Database::Open(Path("db"), OptionsFor(directory_.path()), /*may_create=*/false).value();
    rocksdb::WriteBatch batch;
    change(*database, batch);
    ASSERT_TRUE(database->Write(batch).ok());
  }

  static std::string Entry(const Database& database, std::uint64_t position) {
    return database.Get(Family::kEntries, View(BigEndian(position))).value().value();
  }
  static rocksdb::Slice Key(const PositionKey& key) { return {key.data(), key.size()}; }

  TestDirectory directory_;
  std::uintmax_t wal_bytes_before_ = 0;  // The last group.
};

void ExpectLoss(const absl::Status& status, const std::string& what) {
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(what));
  EXPECT_THAT(std::string(status.message()), HasSubstr("restore"));
}

TEST_F(DamagedLog, IsServedWhileItIsNot) {
  EXPECT_TRUE(Reopen().ok()) << Reopen();
  EXPECT_TRUE(Verify().ok()) << Verify();
}

TEST_F(DamagedLog, IsRefusedWithAFlippedByteInTheWal) {
  FlipByte(Wal(), fs::file_size(Wal()) / 2);
  ExpectLoss(Reopen(), "is damaged");
}

TEST_F(DamagedLog, IsRefusedWithHalfTheWal) {
  fs::resize_file(Wal(), fs::file_size(Wal()) / 2);
  ExpectLoss(Reopen(), "has lost events: the database's head is position 300");
  ExpectLoss(Reopen(), "the head anchor's position 700");
}

TEST_F(DamagedLog, IsRefusedWithoutItsWal) {
  fs::remove(Wal());
  ExpectLoss(Reopen(), "has lost");
}

TEST_F(DamagedLog, IsMadeWholeWhenOnlyTheLastGroupLeftTheWal) {
  fs::resize_file(Wal(), wal_bytes_before_);
  EXPECT_TRUE(Verify().ok()) << Verify();
  const auto store = RocksDbEventStore::Open(OptionsFor(directory_.path())).value();
  EXPECT_EQ(store->Head().value(), eventstore::Position{700});
  EXPECT_EQ(eventstore::ReadAll(*store, TagQuery({"a:99", "b:1"}))->events.size(), 7U);
}

TEST_F(DamagedLog, IsMadeWholeWhenTheLastGroupIsTornInTheWal) {
  fs::resize_file(Wal(), fs::file_size(Wal()) - 100);
  EXPECT_TRUE(Verify().ok()) << Verify();
  Append(1);
  EXPECT_TRUE(Verify().ok()) << Verify();
}

TEST_F(DamagedLog, IsRefusedWithoutItsDatabase) {
  fs::remove_all(Path("db"));
  ExpectLoss(Reopen(), "is missing, but the head anchor is at position 700");
}

TEST_F(DamagedLog, IsRefusedWithoutItsHeadAnchor) {
  fs::remove(Path("head.anchor"));
  ExpectLoss(Reopen(), "head.anchor is missing");
}

TEST_F(DamagedLog, IsRefusedWhenBothSlotsOfTheAnchorAreDamaged) {
  FlipByte(Path("head.anchor"), 200);
  FlipByte(Path("head.anchor"), (16 << 20) + 200);
  ExpectLoss(Reopen(), "is damaged");
}

TEST_F(DamagedLog, IsServedWhenTheNewestSlotWasTorn) {
  // Sequence 7 is in the second slot.
  FlipByte(Path("head.anchor"), (16 << 20) + 5'000);
  EXPECT_TRUE(Reopen().ok()) << Reopen();
  // And anchored again at once, so that the next group may be torn as well.
  FlipByte(Path("head.anchor"), 5'000);
  EXPECT_TRUE(Reopen().ok()) << Reopen();
}

TEST_F(DamagedLog, IsRefusedWithAnOlderAnchor) {
  fs::copy_file(Path("head.anchor"), Path("old"));
  Append(3);
  fs::rename(Path("old"), Path("head.anchor"));
  ExpectLoss(Reopen(), "the head anchor is older than the database");
}

TEST_F(DamagedLog, IsRefusedWhenAnOlderDatabaseIsPutBack) {
  fs::copy(Path("db"), Path("old"), fs::copy_options::recursive);
  Append(3);
  fs::remove_all(Path("db"));
  fs::rename(Path("old"), Path("db"));
  ExpectLoss(Reopen(), "the database's head is position 700");
}

TEST_F(DamagedLog, IsRefusedWithTheAnchorOfAnotherLog) {
  const TestDirectory other;
  RocksDbEventStore::Open(OptionsFor(other.path())).value().reset();
  fs::copy_file(other.path() + "/head.anchor", Path("head.anchor"),
                fs::copy_options::overwrite_existing);
  const absl::Status status = Reopen();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("that of log"));
}

TEST_F(DamagedLog, IsRefusedInAFormatOfLaterVersions) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Put(database.family(Family::kMeta), "format", BigEndian32(kFormatVersion + 1));
  });
  const absl::Status status = Reopen();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("install the newer version"));
}

TEST_F(DamagedLog, IsRefusedWhenItsLastEntryWasAltered) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    std::string value = Entry(database, 700);
    value.back() ^= 1;
    batch.Put(database.family(Family::kEntries), Key(BigEndian(700)), value);
  });
  ExpectLoss(Reopen(), "the entry at position 700 doesn't have the stored hash");
}

TEST_F(DamagedLog, IsRefusedWhenItsLastEntryWasRemoved) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kEntries), Key(BigEndian(700)));
  });
  ExpectLoss(Reopen(), "the last entry is at position 699, the database's head at 700");
}

TEST_F(DamagedLog, IsRefusedWhenAPostingOfTheLastGroupWasRemoved) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kPostings), PostingKey(TagPostingPrefix("a:5"), 606));
  });
  ExpectLoss(Reopen(), "the event at position 606 isn't in the index under its tag 0");
}

TEST_F(DamagedLog, IsRefusedWhenATileWasAltered) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    std::string tile = database.Get(Family::kTiles, TileKey({0, 1})).value().value();
    tile[100] ^= 1;
    batch.Put(database.family(Family::kTiles), TileKey({0, 1}), tile);
  });
  ExpectLoss(Reopen(), "the stored frontier of 700 entries isn't that of their hashes and tiles");
}

TEST_F(DamagedLog, IsRefusedWhenATileIsMissing) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kTiles), TileKey({0, 0}));
  });
  EXPECT_EQ(Reopen().code(), absl::StatusCode::kDataLoss);
}

TEST_F(DamagedLog, IsRefusedWhenItsHeadWasMoved) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    const auto bytes = database.Get(Family::kMeta, kHeadKey).value().value();
    LogState state = LogState::Parse(bytes).value();
    state.recorded_time_us += 1;
    batch.Put(database.family(Family::kMeta), "head", state.Serialise());
  });
  ExpectLoss(Reopen(), "another time than the head");
}

// Damage far from the end is for the full verification.
class VerifyAll : public DamagedLog {};

TEST_F(VerifyAll, FindsAnAlteredEntry) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    std::string value = Entry(database, 20);
    value.back() ^= 1;
    batch.Put(database.family(Family::kEntries), Key(BigEndian(20)), value);
  });
  ExpectLoss(Verify(), "the entry at position 20 doesn't have the stored hash");
}

TEST_F(VerifyAll, FindsAnEntryThatWasAlteredWithItsHash) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    std::string entry = Entry(database, 20).substr(transparency::kHashBytes);
    entry.back() ^= 1;
    const auto leaf = transparency::LeafHash(entry);
    batch.Put(database.family(Family::kEntries), Key(BigEndian(20)),
              std::string(transparency::Bytes(leaf)) + entry);
  });
  ExpectLoss(Verify(), "the frontier of 700 entries isn't that of their hashes");
}

TEST_F(VerifyAll, FindsSwappedEntries) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Put(database.family(Family::kEntries), Key(BigEndian(20)), Entry(database, 21));
    batch.Put(database.family(Family::kEntries), Key(BigEndian(21)), Entry(database, 20));
  });
  ExpectLoss(Verify(), "the entry at position 20 says that it is the one at 21");
}

TEST_F(VerifyAll, FindsARemovedEntry) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kEntries), Key(BigEndian(20)));
  });
  EXPECT_THAT(std::string(Verify().message()), HasSubstr("the entry at position 20 is missing"));
}

TEST_F(VerifyAll, FindsARemovedPosting) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kPostings), PostingKey(TagPostingPrefix("b:1"), 20));
  });
  ExpectLoss(Verify(), "the event at position 20 isn't in the index under its tag 1");
}

TEST_F(VerifyAll, FindsAForeignPosting) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Put(database.family(Family::kPostings), PostingKey(TagPostingPrefix("c:1"), 20),
              PostingValue(1));
  });
  ExpectLoss(Verify(), "the index has a posting for position 20 that its event lacks");
}

TEST_F(VerifyAll, FindsAPostingWithAnotherType) {
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Put(database.family(Family::kPostings), PostingKey(TagPostingPrefix("b:1"), 20),
              PostingValue(2));
  });
  ExpectLoss(Verify(), "the event at position 20 isn't in the index under its tag 1");
}

TEST_F(VerifyAll, StopsWhenItIsTold) {
  Append(50);
  const auto store = RocksDbEventStore::Open(OptionsFor(directory_.path())).value();
  EXPECT_EQ(store->VerifyAll([](auto, auto) { return false; }).code(),
            absl::StatusCode::kCancelled);
}

TEST_F(VerifyAll, FindsThePostingsThatAFaultyStoreDrops) {
  PlantedFaults planted;
  planted.drop_posting = true;
  Append(1, planted);
  ExpectLoss(Reopen(), "the event at position 701 isn't in the index under its tag 0");
}

TEST_F(VerifyAll, FindsThePostingsThatAFaultyStoreDroppedLongAgo) {
  PlantedFaults planted;
  planted.drop_posting = true;
  Append(1, planted);
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    // So that only the last group is whole.
    for (std::uint64_t i = 1; i < 100; ++i) {
      batch.Put(database.family(Family::kPostings),
                PostingKey(TagPostingPrefix("a:" + std::to_string(i)), 701 + i), PostingValue(1));
    }
    batch.Put(database.family(Family::kPostings), PostingKey(TagPostingPrefix("a:0"), 701),
              PostingValue(1));
  });
  EXPECT_TRUE(Verify().ok()) << Verify();
  Tamper([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kPostings), PostingKey(TagPostingPrefix("a:0"), 1));
  });
  ExpectLoss(Verify(), "the event at position 1 isn't in the index under its tag 0");
}

TEST(Open, IsRefusedWhileTheLogIsOpen) {
  const TestDirectory directory;
  const auto store = RocksDbEventStore::Open(OptionsFor(directory.path())).value();
  const absl::Status status = RocksDbEventStore::Open(OptionsFor(directory.path())).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("already open"));
}

TEST(Open, IsUnavailableWhereNoDirectoryCanBe) {
  EXPECT_EQ(RocksDbEventStore::Open(OptionsFor("/proc/nothing/here")).status().code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
