#include "archive/follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "archive/archive_source.h"
#include "archive/files.h"
#include "tests/support/entry_at.h"
#include "tests/support/temporary_directory.h"
#include "transparency/tile_path.h"

namespace debut::archive {
namespace {

namespace fs = std::filesystem;
using test::EntryAt;
using testing::IsEmpty;
using transparency::Checkpoint;

bool GoOn(std::uint64_t, std::uint64_t) { return true; }

// A log that grows and signs, and a copy of it elsewhere.
class FollowerTest : public testing::Test {
 protected:
  // A head at each of the sizes.
  void Grow(const std::vector<std::uint64_t>& sizes, const std::string& payload = "内容") {
    auto writer = ArchiveWriter::Open(source_, size_).value();
    auto heads = HeadsLog::Open(heads_file()).value();
    for (const std::uint64_t size : sizes) {
      while (writer.size() < size) {
        ASSERT_TRUE(writer.Add(EntryAt(writer.size() + 1, payload)).ok());
      }
      const std::string note = signer_.Sign(Checkpoint{origin_, size, writer.Root()}.ToText());
      ASSERT_TRUE(heads.Append(note).ok());
      ASSERT_TRUE(writer.Publish(note).ok());
      size_ = size;
    }
  }
  void BeginAnew() {
    fs::remove_all(source_.directory());
    size_ = 0;
  }
  fs::path heads_file() const { return source_.directory() / "heads.log"; }

  Follower OpenCopy() { return Follower::Open(copy_.directory(), {signer_.verifier()}).value(); }
  Follower::Round Follow(Follower& follower) {
    const auto source = ArchiveSource::Open(source_).value();
    return follower.CatchUp(source, heads_file(), GoOn).value();
  }
  Follower::Round Follow() {
    Follower follower = OpenCopy();
    return Follow(follower);
  }
  std::optional<FindingCode> FindingOf(const Follower::Round& round) const {
    return round.finding ? std::optional(round.finding->code) : std::nullopt;
  }
  // Every byte of the copy, and its heads.
  void ExpectVerified(std::uint64_t size, std::uint64_t heads_count) const {
    const auto verified = VerifyArchive(copy_,
                                        {.verifiers = {signer_.verifier()},
                                         .heads_file = copy_.directory() / "heads.log",
                                         .threads = 1},
                                        GoOn);
    ASSERT_TRUE(verified.ok()) << verified.status();
    EXPECT_THAT(verified->findings, IsEmpty());
    EXPECT_EQ(verified->head.size, size);
    EXPECT_EQ(verified->heads_count, heads_count);
  }

  test::TemporaryDirectory directory_;
  Archive source_{directory_.path() / "source"};
  Archive copy_{directory_.path() / "copy"};
  std::string origin_ = "debut/test";
  std::uint64_t size_ = 0;
  transparency::NoteSigner signer_ =
      *transparency::NoteSigner::FromPem(origin_, transparency::NoteSigner::MakeKeyPem());
};

TEST_F(FollowerTest, CopiesEveryEntryAndEverySignedHead) {
  Grow({100, 300, 600});
  const auto round = Follow();
  EXPECT_EQ(FindingOf(round), std::nullopt);
  EXPECT_EQ(round.copied, 600u);
  EXPECT_EQ(round.heads_count, 3u);
  ExpectVerified(600, 3);
}

TEST_F(FollowerTest, TakesOnlyTheNews) {
  Grow({100});
  Follower follower = OpenCopy();
  EXPECT_EQ(Follow(follower).copied, 100u);
  EXPECT_EQ(Follow(follower).copied, 0u);
  Grow({256, 700});
  const auto round = Follow(follower);
  EXPECT_EQ(round.copied, 600u);
  EXPECT_EQ(round.heads_count, 2u);
  ExpectVerified(700, 3);
  Grow({701});
  EXPECT_EQ(Follow().copied, 1u);
  ExpectVerified(701, 4);
}

TEST_F(FollowerTest, KeepsTheLogsOwnHeadWhereTheSourceHasNoOthers) {
  Grow({100, 300});
  Follower follower = OpenCopy();
  const auto source = ArchiveSource::Open(source_).value();
  const auto round = follower.CatchUp(source, "", GoOn).value();
  EXPECT_EQ(round.heads_count, 1u);
  ExpectVerified(300, 1);
}

TEST_F(FollowerTest, GoesOnWhereItWasKilled) {
  Grow({5'000, 17'000, 25'000});
  {
    Follower follower = OpenCopy();
    const auto source = ArchiveSource::Open(source_).value();
    const auto stopped = follower.CatchUp(source, heads_file(),
                                          [](std::uint64_t done, auto) { return done < 18'000; });
    EXPECT_EQ(stopped.status().code(), absl::StatusCode::kCancelled);
    EXPECT_EQ(follower.head().size, 17'000u);
  }
  const auto round = Follow();
  EXPECT_EQ(round.copied, 8'000u);
  ExpectVerified(25'000, 3);
}

TEST_F(FollowerTest, GoesOnAfterACrashBetweenItsHeadsAndItsHead) {
  Grow({100});
  Follow();
  Grow({300});
  auto heads = HeadsLog::Open(copy_.directory() / "heads.log").value();
  ASSERT_TRUE(heads.Append(source_.CheckpointNote().value()).ok());
  EXPECT_EQ(Follow().copied, 200u);
  ExpectVerified(300, 2);
}

TEST_F(FollowerTest, ReplacesWhatAKilledRunTookFromAnother) {
  Grow({100});
  Follow();
  auto writer = ArchiveWriter::Open(copy_, 100).value();
  for (std::uint64_t i = 101; i <= 600; ++i) ASSERT_TRUE(writer.Add(EntryAt(i, "假")).ok());
  ASSERT_TRUE(writer.WritePartialFiles().ok());
  Grow({700});
  const auto round = Follow();
  EXPECT_EQ(FindingOf(round), std::nullopt);
  ExpectVerified(700, 2);
}

TEST_F(FollowerTest, RefusesAForkAndKeepsWhatItHas) {
  Grow({100});
  Follow();
  BeginAnew();
  Grow({700}, "另一个历史");
  const auto round = Follow();
  EXPECT_EQ(FindingOf(round), FindingCode::kFork);
  ExpectVerified(100, 1);
  EXPECT_FALSE(fs::exists(copy_.directory() / "tile/entries/000"));
  EXPECT_FALSE(fs::exists(copy_.directory() / "tile/0/001"));
}

TEST_F(FollowerTest, RefusesAnotherHistoryOfTheSameLength) {
  Grow({100});
  Follow();
  BeginAnew();
  Grow({100}, "另一个历史");
  EXPECT_EQ(FindingOf(Follow()), FindingCode::kFork);
}

TEST_F(FollowerTest, RefusesAShorterLog) {
  Grow({300});
  Follow();
  BeginAnew();
  Grow({200});
  EXPECT_EQ(FindingOf(Follow()), FindingCode::kRollback);
  ExpectVerified(300, 1);
}

TEST_F(FollowerTest, RefusesAHeadThatNobodyTrustedHasSigned) {
  Grow({100});
  signer_ = *transparency::NoteSigner::FromPem(origin_, transparency::NoteSigner::MakeKeyPem());
  EXPECT_EQ(FindingOf(Follow()), FindingCode::kBadSignature);
  EXPECT_FALSE(fs::exists(copy_.directory()));
}

TEST_F(FollowerTest, RefusesAnotherIncarnation) {
  Grow({100});
  Follow();
  BeginAnew();
  const auto first = signer_.verifier();
  origin_ += "/incarnation-2";
  signer_ = *transparency::NoteSigner::FromPem(origin_, transparency::NoteSigner::MakeKeyPem());
  Grow({200});
  auto follower = Follower::Open(copy_.directory(), {first, signer_.verifier()}).value();
  EXPECT_EQ(FindingOf(Follow(follower)), FindingCode::kFork);
}

TEST_F(FollowerTest, RefusesEntriesThatNoHeadCovers) {
  Grow({100, 300});
  const fs::path bundle = source_.directory() / "tile/entries/000";
  std::string bytes = ReadFile(bundle).value();
  bytes.at(bytes.size() - 1) ^= 1;
  ASSERT_TRUE(WriteFile(bundle, bytes).ok());
  EXPECT_EQ(FindingOf(Follow()), FindingCode::kFork);
  EXPECT_FALSE(fs::exists(copy_.directory() / "checkpoint"));
}

TEST_F(FollowerTest, NamesTheFirstEntryThatIsMissing) {
  Grow({600});
  fs::remove(source_.directory() / "tile/entries/001");
  const auto round = Follow();
  EXPECT_EQ(FindingOf(round), FindingCode::kRemoved);
  EXPECT_EQ(round.finding->position, 257u);
}

TEST_F(FollowerTest, RefusesACopyThatWasChanged) {
  Grow({300});
  Follow();
  fs::resize_file(copy_.directory() / "tile/0/000", 100);
  const auto follower = Follower::Open(copy_.directory(), {signer_.verifier()});
  EXPECT_EQ(follower.status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace debut::archive
