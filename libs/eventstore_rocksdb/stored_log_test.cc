// The tamper matrix: whoever changes a stopped log's database with the store's own tools is found,
// with the right code and the first bad position, and nobody is blamed who put everything back.
#include "eventstore_rocksdb/stored_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/iterator.h>

#include <filesystem>

#include "archive/files.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/testing/signed_log.h"
#include "eventstore_rocksdb/testing/test_directory.h"
#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {
namespace {

namespace fs = std::filesystem;
using archive::Finding;
using archive::FindingCode;
using testing::ElementsAre;
using testing::IsEmpty;
using transparency::kHashBytes;

std::string Tell(const std::vector<Finding>& findings) {
  std::string told;
  for (const Finding& finding : findings) {
    told += std::string(NameOf(finding.code)) + " at " + std::to_string(finding.position) + "; ";
  }
  return told;
}

std::string Value(const Database& database, std::uint64_t position) {
  return database.Get(Family::kEntries, View(BigEndian(position))).value().value();
}

// What the store would have written for the entry.
std::string Hashed(const std::string& entry) {
  return std::string(transparency::Bytes(transparency::LeafHash(entry))) + entry;
}

std::string EntryOf(const Database& database, std::uint64_t position) {
  return Value(database, position).substr(kHashBytes);
}

// As if it had been recorded right after the one at `after`.
std::string Forged(const Database& database, std::uint64_t after, std::uint64_t position) {
  std::string entry = eventstore::EncodeEntry(MakeEvent("伪造", {"a:1"}));
  const auto header = eventstore::DecodeEntryHeader(EntryOf(database, after)).value();
  eventstore::PlaceEntry(eventstore::Position{position}, header.recorded_time_us + 1, entry);
  return entry;
}

// A log of 700 events in groups of 100, each head signed.
class TamperedLog : public testing::Test {
 protected:
  TamperedLog() { log_.Append(7); }

  void Edit(const std::function<void(Database&, rocksdb::WriteBatch&)>& edit) { log_.Tamper(edit); }
  static void Put(Database& database, rocksdb::WriteBatch& batch, std::uint64_t position,
                  const std::string& value) {
    batch.Put(database.family(Family::kEntries), Key(position), value);
  }
  static std::string Key(std::uint64_t position) { return std::string(View(BigEndian(position))); }

  std::string Found(bool with_archive = false) {
    const auto result = log_.Verify(with_archive);
    return result.ok() ? Tell(result->findings) : result.status().ToString();
  }

  // The tree, tiles and head of the entries as they stand now: a consistent forgery.
  void Recompute() {
    Edit([](Database& database, rocksdb::WriteBatch& batch) {
      LogState state =
          LogState::Parse(database.Get(Family::kMeta, kHeadKey).value().value()).value();
      transparency::GrowingTree tree;
      std::vector<transparency::FullTile> full;
      const auto iterator = database.Scan(Family::kEntries);
      for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
        const std::string entry = iterator->value().ToString().substr(kHashBytes);
        tree.Append(transparency::LeafHash(entry), full);
        Put(database, batch, tree.size(), Hashed(entry));
        state.recorded_time_us = eventstore::DecodeEntryHeader(entry)->recorded_time_us;
      }
      for (const auto& tile : full) {
        batch.Put(database.family(Family::kTiles), TileKey(tile.id), tile.hashes);
      }
      state.frontier = tree.frontier();
      batch.Put(database.family(Family::kMeta), std::string(kHeadKey), state.Serialise());
    });
  }

  TestDirectory directory_;
  SignedLog log_{directory_.path() + "/log"};
};

TEST_F(TamperedLog, IsCleanAsLongAsItIsNot) {
  const auto result = log_.Verify();
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(Tell(result->findings), "");
  EXPECT_EQ(result->head.size, 700U);
  EXPECT_EQ(result->heads_count, 7U);
  EXPECT_EQ(result->hashed, 700U);
}

TEST_F(TamperedLog, IsNotWrittenByItsVerification) {
  const auto facts = [&] {
    std::string all;
    for (const auto& file : fs::recursive_directory_iterator(log_.directory())) {
      if (!file.is_regular_file()) continue;
      all += file.path().string() + archive::ReadFile(file.path()).value();
    }
    return std::hash<std::string>()(all);
  };
  const auto before = facts();
  EXPECT_EQ(Found(), "");
  EXPECT_EQ(facts(), before);
}

TEST_F(TamperedLog, ShowsAChangedByteOfAnEvent) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    std::string value = Value(database, 20);
    value.back() ^= 1;
    Put(database, batch, 20, value);
  });
  EXPECT_EQ(Found(), "ALTERED at 20; ");
}

TEST_F(TamperedLog, ShowsAChangedByteOfALeafHash) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    std::string value = Value(database, 20);
    value[5] ^= 1;
    Put(database, batch, 20, value);
  });
  EXPECT_EQ(Found(), "TILE_MISMATCH at 20; ");
}

TEST_F(TamperedLog, ShowsAnEventChangedWithItsLeafHash) {
  for (const std::uint64_t position : {20, 650}) {  // Below a whole tile, and in the tail.
    const auto change = [&](Database& database, rocksdb::WriteBatch& batch) {
      std::string entry = EntryOf(database, position);
      entry.back() ^= 1;
      Put(database, batch, position, Hashed(entry));
    };
    Edit(change);
    EXPECT_EQ(Found(), position == 20 ? "ALTERED at 20; " : "ALTERED at 601; ");
    EXPECT_EQ(Found(/*with_archive=*/true), "ALTERED at " + std::to_string(position) + "; ");
    Edit(change);
    EXPECT_EQ(Found(), "");
  }
}

TEST_F(TamperedLog, ShowsADeletedEvent) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kEntries), Key(20));
  });
  EXPECT_EQ(Found(), "REMOVED at 20; ");
}

TEST_F(TamperedLog, ShowsADeletedEventWhenTheOthersWereRenumbered) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    for (std::uint64_t i = 20; i < 700; ++i) Put(database, batch, i, Value(database, i + 1));
    batch.Delete(database.family(Family::kEntries), Key(700));
  });
  EXPECT_EQ(Found(), "REMOVED at 20; ");
}

TEST_F(TamperedLog, ShowsAnInsertedEventWhenTheOthersWereRenumbered) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    for (std::uint64_t i = 20; i <= 700; ++i) Put(database, batch, i + 1, Value(database, i));
    Put(database, batch, 20, Hashed(Forged(database, 19, 20)));
  });
  EXPECT_EQ(Found(), "INSERTED at 20; ");
}

TEST_F(TamperedLog, ShowsAnEventPutBehindItsEnd) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    Put(database, batch, 701, Hashed(Forged(database, 700, 701)));
  });
  EXPECT_EQ(Found(), "INSERTED at 701; ");
}

TEST_F(TamperedLog, ShowsSwappedEvents) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    Put(database, batch, 20, Value(database, 600));
    Put(database, batch, 600, Value(database, 20));
  });
  EXPECT_EQ(Found(), "REORDERED at 20; ");
}

TEST_F(TamperedLog, ShowsAMissingEnd) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    for (std::uint64_t i = 651; i <= 700; ++i) {
      batch.Delete(database.family(Family::kEntries), Key(i));
    }
  });
  EXPECT_EQ(Found(), "TRUNCATED at 651; ");
}

TEST_F(TamperedLog, ShowsAChangedAndAMissingTile) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    std::string tile = database.Get(Family::kTiles, TileKey({0, 1})).value().value();
    tile[3 * kHashBytes + 4] ^= 1;
    batch.Put(database.family(Family::kTiles), TileKey({0, 1}), tile);
    batch.Delete(database.family(Family::kTiles), TileKey({0, 0}));
  });
  EXPECT_EQ(Found(), "TILE_MISMATCH at 1; TILE_MISMATCH at 260; ");
}

TEST_F(TamperedLog, ShowsAChangedFrontier) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    std::string head = database.Get(Family::kMeta, kHeadKey).value().value();
    head[24 + kHashBytes + 3] ^= 1;  // The second node: 512 entries are below the first.
    batch.Put(database.family(Family::kMeta), std::string(kHeadKey), head);
  });
  EXPECT_EQ(Found(), "TILE_MISMATCH at 513; ");
}

TEST_F(TamperedLog, ShowsAMissingAForeignAndAChangedPosting) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kPostings), PostingKey(TagPostingPrefix("b:1"), 20));
  });
  EXPECT_EQ(Found(), "INDEX_MISMATCH at 20; ");
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Put(database.family(Family::kPostings), PostingKey(TagPostingPrefix("b:1"), 20),
              PostingValue(1));
    batch.Put(database.family(Family::kPostings), PostingKey(TagPostingPrefix("c:1"), 30),
              PostingValue(1));
  });
  EXPECT_EQ(Found(), "INDEX_MISMATCH at 30; ");
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Delete(database.family(Family::kPostings), PostingKey(TagPostingPrefix("c:1"), 30));
    batch.Put(database.family(Family::kPostings), PostingKey(TagPostingPrefix("b:1"), 40),
              PostingValue(2));
  });
  EXPECT_EQ(Found(), "INDEX_MISMATCH at 40; ");
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Put(database.family(Family::kPostings), PostingKey(TagPostingPrefix("b:1"), 40),
              PostingValue(1));
    batch.Put(database.family(Family::kMeta), TypeKey(1), "debut.test.v1.Other");
  });
  EXPECT_EQ(Found(), "INDEX_MISMATCH at 1; ");
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Put(database.family(Family::kMeta), TypeKey(1), "debut.test.v1.Happened");
  });
  EXPECT_EQ(Found(), "");
}

TEST_F(TamperedLog, ShowsItselfWhenEverythingWasRecomputed) {
  Edit([](Database& database, rocksdb::WriteBatch& batch) {
    std::string entry = EntryOf(database, 150);
    entry.back() ^= 1;
    Put(database, batch, 150, Hashed(entry));
  });
  Recompute();
  EXPECT_EQ(Found(), "FORK at 101; ");  // The head at 100 agrees, the one at 200 doesn't.
  EXPECT_EQ(Found(/*with_archive=*/true), "FORK at 150; ");
}

TEST_F(TamperedLog, ShowsItselfToWhoRememberedAHeadWhenItWasSignedAnew) {
  fs::copy(log_.heads_file(), directory_.path() + "/held");
  fs::remove_all(log_.directory());
  fs::remove_all(log_.directory() + ".archive");
  fs::remove(log_.heads_file());
  log_.Append(7, "改写");
  EXPECT_EQ(Found(), "");
  fs::rename(directory_.path() + "/held", log_.heads_file());
  EXPECT_EQ(Found(), "FORK at 1; ");
}

TEST_F(TamperedLog, ShowsAnOlderDirectoryPutBack) {
  fs::copy(log_.directory(), directory_.path() + "/old", fs::copy_options::recursive);
  log_.Append(1);
  fs::remove_all(log_.directory());
  fs::rename(directory_.path() + "/old", log_.directory());
  EXPECT_EQ(Found(), "ROLLBACK at 701; ");
}

TEST_F(TamperedLog, ShowsAnOlderDatabasePutBackBesideItsAnchor) {
  fs::copy(log_.Path("db"), directory_.path() + "/old", fs::copy_options::recursive);
  log_.Append(2);
  fs::remove_all(log_.Path("db"));
  fs::rename(directory_.path() + "/old", log_.Path("db"));
  EXPECT_EQ(Found(), "ROLLBACK at 701; TRUNCATED at 701; ");
}

TEST_F(TamperedLog, IsWholeWhenACrashLeftTheLastGroupInTheAnchorOnly) {
  fs::copy(log_.Path("db"), directory_.path() + "/old", fs::copy_options::recursive);
  log_.Append(1);
  fs::remove_all(log_.Path("db"));
  fs::rename(directory_.path() + "/old", log_.Path("db"));
  const auto result = log_.Verify();
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(Tell(result->findings), "");
  EXPECT_EQ(result->head.size, 800U);
}

TEST_F(TamperedLog, ShowsThatItsAnchorIsGone) {
  fs::remove(log_.Path("head.anchor"));
  EXPECT_EQ(Found(), "TRUNCATED at 701; ");
}

TEST_F(TamperedLog, ShowsThatFilesOfTheDatabaseAreGone) {
  fs::remove(log_.Path("db/CURRENT"));
  EXPECT_EQ(Found(), "ALTERED at 0; ");
  fs::remove_all(log_.Path("db"));
  EXPECT_EQ(log_.Verify().status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
