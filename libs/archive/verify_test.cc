#include "archive/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "archive/archive_source.h"
#include "archive/files.h"
#include "archive/heads_log.h"
#include "tests/support/entry_at.h"
#include "tests/support/temporary_directory.h"
#include "transparency/tile_path.h"

namespace debut::archive {
namespace {

namespace fs = std::filesystem;
using test::EntryAt;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using transparency::Checkpoint;
using transparency::kTileWidth;

constexpr char kOrigin[] = "debut/test";

auto Is(FindingCode code, std::uint64_t position) {
  return AllOf(Field(&Finding::code, code), Field(&Finding::position, position));
}

// A log of 600 entries with heads at 100, 300 and 600, and somebody who writes in its files.
class VerifyArchiveTest : public testing::Test {
 protected:
  VerifyArchiveTest() {
    for (std::uint64_t i = 1; i <= 600; ++i) entries_.push_back(EntryAt(i));
    WriteAnew({100, 300, 600});
  }

  // As an operator would who has the key: files of `entries_`, with a head at each size.
  void WriteAnew(const std::vector<std::uint64_t>& sizes) {
    fs::remove_all(archive_.directory());
    auto writer = ArchiveWriter::Open(archive_, 0);
    auto heads = HeadsLog::Open(heads_file_);
    for (const std::uint64_t size : sizes) {
      while (writer->size() < size) ASSERT_TRUE(writer->Add(entries_[writer->size()]).ok());
      const std::string note = signer_.Sign(Checkpoint{kOrigin, size, writer->Root()}.ToText());
      ASSERT_TRUE(heads->Append(note).ok());
      ASSERT_TRUE(writer->Publish(note).ok());
    }
  }
  void Change(const std::string& file, std::size_t byte) {
    std::string bytes = ReadFile(archive_.directory() / file).value();
    bytes.at(byte) = static_cast<char>(bytes.at(byte) ^ 1);
    ASSERT_TRUE(WriteFile(archive_.directory() / file, bytes).ok());
  }
  // Puts `entries_` into the first bundle, and leaves the tiles.
  void RewriteFirstBundle() {
    std::string bundle;
    for (std::uint64_t i = 0; i < kTileWidth; ++i) {
      transparency::AppendBundleEntry(entries_[i], bundle);
    }
    ASSERT_TRUE(WriteFile(archive_.directory() / "tile/entries/000", bundle).ok());
  }
  std::vector<Finding> Findings() {
    const auto result =
        VerifyArchive(archive_, {.verifiers = {signer_.verifier()}, .heads_file = heads_file_},
                      [](auto, auto) { return true; });
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? result->findings : std::vector<Finding>{};
  }

  test::TemporaryDirectory directory_;
  const Archive archive_{directory_.path() / "archive"};
  const fs::path heads_file_ = directory_.path() / "heads.log";
  const transparency::NoteSigner signer_ =
      *transparency::NoteSigner::FromPem(kOrigin, transparency::NoteSigner::MakeKeyPem());
  std::vector<std::string> entries_;
};

TEST_F(VerifyArchiveTest, FindsNothingInAWholeLog) {
  const auto result =
      VerifyArchive(archive_, {.verifiers = {signer_.verifier()}, .heads_file = heads_file_},
                    [](auto, auto) { return true; });
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_THAT(result->findings, IsEmpty());
  EXPECT_EQ(result->head.size, 600u);
  EXPECT_EQ(result->heads_count, 3u);
}

TEST_F(VerifyArchiveTest, FindsAChangedByteOfAnEntry) {
  entries_[9] = EntryAt(10, "别的");
  RewriteFirstBundle();
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kAltered, 10)));
}

TEST_F(VerifyArchiveTest, FindsAChangedByteOfAnyFile) {
  for (const char* file : {"tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
                           "tile/entries/001", "tile/entries/002.p/88", "checkpoint"}) {
    Change(file, 40);
    EXPECT_GE(Findings().size(), 1u) << file;
    Change(file, 40);
  }
  EXPECT_THAT(Findings(), IsEmpty());
}

TEST_F(VerifyArchiveTest, FindsAnEntryAndItsHashChangedTogether) {
  entries_[9] = EntryAt(10, "别的");
  RewriteFirstBundle();
  std::string tile = ReadFile(archive_.directory() / "tile/0/000").value();
  const auto leaf = transparency::LeafHash(entries_[9]);
  tile.replace(9 * transparency::kHashBytes, transparency::kHashBytes, transparency::Bytes(leaf));
  ASSERT_TRUE(WriteFile(archive_.directory() / "tile/0/000", tile).ok());
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kAltered, 1)));
}

TEST_F(VerifyArchiveTest, TellsRemovedInsertedAndReorderedEntriesApart) {
  const auto whole = entries_;
  entries_.erase(entries_.begin() + 9);
  RewriteFirstBundle();
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kRemoved, 10)));
  entries_ = whole;
  entries_.insert(entries_.begin() + 10, entries_[9]);
  RewriteFirstBundle();
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kInserted, 11)));
  entries_ = whole;
  std::swap(entries_[9], entries_[19]);
  RewriteFirstBundle();
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kReordered, 10)));
  entries_ = whole;
  std::rotate(entries_.begin() + 9, entries_.begin() + 10, entries_.begin() + 20);
  RewriteFirstBundle();
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kReordered, 10)));
  entries_ = whole;
  entries_[19] = whole[4];
  RewriteFirstBundle();
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kReordered, 20)));
}

TEST_F(VerifyArchiveTest, FindsAMissingPart) {
  fs::remove(archive_.directory() / "tile/entries/001");
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kRemoved, 257)));
}

TEST_F(VerifyArchiveTest, FindsAMissingEnd) {
  fs::remove(archive_.directory() / "tile/entries/002.p/88");
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kTruncated, 513)));
}

TEST_F(VerifyArchiveTest, FindsALogThatWasWrittenAnewByItsSignedHeads) {
  fs::copy(heads_file_, directory_.path() / "held");
  fs::remove(heads_file_);
  entries_[9] = EntryAt(10, "别的");
  WriteAnew({600});  // Signed with the log's own key.
  EXPECT_THAT(Findings(), IsEmpty());
  fs::rename(directory_.path() / "held", heads_file_);
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kFork, 1)));
}

TEST_F(VerifyArchiveTest, NamesTheFirstEntryThatDiffersFromTheSameLogElsewhere) {
  const Archive elsewhere(directory_.path() / "elsewhere");
  fs::copy(archive_.directory(), elsewhere.directory(), fs::copy_options::recursive);
  fs::copy(heads_file_, directory_.path() / "held");
  entries_[149] = EntryAt(150, "别的");
  WriteAnew({600});
  const auto reference = ArchiveSource::Open(elsewhere);
  const auto result = VerifyArchive(archive_,
                                    {.verifiers = {signer_.verifier()},
                                     .heads_file = directory_.path() / "held",
                                     .reference = &*reference},
                                    [](auto, auto) { return true; });
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_THAT(result->findings, ElementsAre(Is(FindingCode::kFork, 150)));
}

TEST_F(VerifyArchiveTest, TellsAChangedTileFromAChangedEntry) {
  Change("tile/0/000", 40);
  Change("tile/1/000.p/2", 33);
  EXPECT_THAT(Findings(),
              ElementsAre(Is(FindingCode::kTileMismatch, 2), Is(FindingCode::kTileMismatch, 257)));
}

TEST_F(VerifyArchiveTest, HashesOnlyWhatItIsAskedTo) {
  entries_[9] = EntryAt(10, "别的");
  RewriteFirstBundle();
  const auto findings = [&](Coverage coverage) {
    return VerifyArchive(archive_,
                         {.verifiers = {signer_.verifier()},
                          .heads_file = heads_file_,
                          .coverage = coverage,
                          .threads = 3},
                         [](auto, auto) { return true; })
        ->findings;
  };
  EXPECT_THAT(findings({.from = 257}), IsEmpty());
  EXPECT_THAT(findings({.from = 1, .to = 0}), IsEmpty());
  EXPECT_THAT(findings({.from = 200, .to = 256}), ElementsAre(Is(FindingCode::kAltered, 10)));
  Change("tile/0/000", 40);
  EXPECT_THAT(findings({.from = 1, .to = 0}), ElementsAre(Is(FindingCode::kAltered, 1)));
}

TEST_F(VerifyArchiveTest, FindsAnOlderArchivePutBack) {
  fs::copy(heads_file_, directory_.path() / "held");
  WriteAnew({300});
  fs::rename(directory_.path() / "held", heads_file_);
  EXPECT_THAT(Findings(), ElementsAre(Is(FindingCode::kRollback, 301)));
}

TEST_F(VerifyArchiveTest, FindsAHeadThatAnotherKeyHasSigned) {
  const auto other =
      *transparency::NoteSigner::FromPem(kOrigin, transparency::NoteSigner::MakeKeyPem());
  const auto result =
      VerifyArchive(archive_, {.verifiers = {other.verifier()}}, [](auto, auto) { return true; });
  ASSERT_TRUE(result.ok());
  EXPECT_THAT(result->findings, ElementsAre(Is(FindingCode::kBadSignature, 0)));
}

TEST_F(VerifyArchiveTest, StopsWhenAsked) {
  EXPECT_EQ(
      VerifyArchive(archive_, {.verifiers = {signer_.verifier()}}, [](auto, auto) { return false; })
          .status()
          .code(),
      absl::StatusCode::kCancelled);
  EXPECT_EQ(VerifyArchive(Archive(directory_.path() / "none"), {.verifiers = {signer_.verifier()}},
                          [](auto, auto) { return true; })
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace debut::archive
