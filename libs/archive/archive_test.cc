#include "archive/archive.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "archive/files.h"
#include "archive/heads_log.h"
#include "tests/support/temporary_directory.h"
#include "transparency/proofs.h"
#include "transparency/tile_path.h"

namespace debut::archive {
namespace {

namespace fs = std::filesystem;

std::string EntryAt(std::uint64_t position) { return "第" + std::to_string(position) + "条"; }

class ArchiveTest : public testing::Test {
 protected:
  void Grow(ArchiveWriter& writer, std::uint64_t size) {
    while (writer.size() < size) {
      const absl::Status added = writer.Add(EntryAt(writer.size() + 1));
      ASSERT_TRUE(added.ok()) << added;
    }
    const absl::Status published = writer.Publish("head " + std::to_string(size) + "\n");
    ASSERT_TRUE(published.ok()) << published;
  }
  absl::StatusOr<transparency::Hash> RootOnDisk(std::uint64_t size) const {
    return transparency::RootFromTiles(size,
                                       [&](const transparency::TileId& tile, std::uint64_t width) {
                                         return archive_.ReadTile(tile, width);
                                       });
  }

  test::TemporaryDirectory directory_;
  Archive archive_{directory_.path() / "archive"};
};

TEST_F(ArchiveTest, HasTheTreeOfItsEntriesAtEverySize) {
  auto writer = ArchiveWriter::Open(archive_, 0);
  ASSERT_TRUE(writer.ok()) << writer.status();
  transparency::Frontier expected;
  for (std::uint64_t size : {1u, 2u, 255u, 256u, 257u, 600u, 1000u}) {
    Grow(*writer, size);
    while (expected.size() < size) {
      expected.Append(transparency::LeafHash(EntryAt(expected.size() + 1)));
    }
    EXPECT_EQ(writer->Root(), expected.Root());
    EXPECT_EQ(RootOnDisk(size).value(), expected.Root());
    EXPECT_EQ(archive_.CheckpointNote().value(), "head " + std::to_string(size) + "\n");
  }
}

TEST_F(ArchiveTest, GoesOnFromAnySize) {
  for (std::uint64_t size : {0u, 1u, 256u, 300u, 511u, 513u}) {
    auto writer = ArchiveWriter::Open(archive_, size);
    ASSERT_TRUE(writer.ok()) << writer.status();
    Grow(*writer, size + 1);
    if (size == 1) Grow(*writer, 256);
    if (size == 256) Grow(*writer, 300);
    if (size == 300) Grow(*writer, 511);
    if (size == 511) Grow(*writer, 513);
  }
  transparency::Frontier expected;
  for (std::uint64_t i = 1; i <= 514; ++i) expected.Append(transparency::LeafHash(EntryAt(i)));
  EXPECT_EQ(RootOnDisk(514).value(), expected.Root());
}

TEST_F(ArchiveTest, KeepsPartialFilesUntilTheWholeOnesAreThere) {
  auto writer = ArchiveWriter::Open(archive_, 0);
  Grow(*writer, 100);
  Grow(*writer, 200);
  EXPECT_TRUE(fs::exists(archive_.directory() / "tile/0/000.p/100"));
  EXPECT_TRUE(fs::exists(archive_.directory() / "tile/entries/000.p/200"));
  Grow(*writer, 256);
  EXPECT_FALSE(fs::exists(archive_.directory() / "tile/0/000.p"));
  EXPECT_FALSE(fs::exists(archive_.directory() / "tile/entries/000.p"));
  EXPECT_TRUE(fs::exists(archive_.directory() / "tile/1/000.p/1"));
}

TEST_F(ArchiveTest, ReadsAPartOfAWholeFile) {
  auto writer = ArchiveWriter::Open(archive_, 0);
  Grow(*writer, 256);
  EXPECT_EQ(archive_.ReadTile({0, 0}, 3)->size(), 3 * transparency::kHashBytes);
  const std::string bundle = archive_.ReadEntries(0, 3).value();
  EXPECT_EQ(transparency::SplitBundle(bundle, 3)->at(2), EntryAt(3));
}

TEST_F(ArchiveTest, WritesTheSameFilesAgainAfterACrashAndNoOther) {
  {
    auto writer = ArchiveWriter::Open(archive_, 0);
    for (std::uint64_t i = 1; i <= 300; ++i) ASSERT_TRUE(writer->Add(EntryAt(i)).ok());
    ASSERT_TRUE(writer->WritePartialFiles().ok());  // And no head: killed here.
  }
  EXPECT_EQ(archive_.CheckpointNote().status().code(), absl::StatusCode::kNotFound);
  {
    auto again = ArchiveWriter::Open(archive_, 0);
    Grow(*again, 300);
    EXPECT_EQ(RootOnDisk(300).value(), again->Root());
  }
  auto other = ArchiveWriter::Open(archive_, 0);
  absl::Status status;
  for (std::uint64_t i = 1; i <= 256 && status.ok(); ++i) status = other->Add("another entry");
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
}

TEST_F(ArchiveTest, SaysThatATileIsCut) {
  auto writer = ArchiveWriter::Open(archive_, 0);
  Grow(*writer, 256);
  fs::resize_file(archive_.directory() / "tile/0/000", 100);
  EXPECT_EQ(archive_.ReadTile({0, 0}, 256).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(archive_.ReadTile({0, 1}, 1).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ArchiveTest, KeepsEveryHeadInOrder) {
  const fs::path path = directory_.path() / "heads.log";
  {
    auto heads = HeadsLog::Open(path);
    ASSERT_TRUE(heads.ok()) << heads.status();
    EXPECT_EQ(heads->last(), std::nullopt);
    ASSERT_TRUE(heads->Append("log\n1\nroot\n\n— log AAAA\n").ok());
    ASSERT_TRUE(heads->Append("log\n2\nroot\n\n— log BBBB\n— w CCCC\n").ok());
  }
  const std::string heads_of_two = "log\n2\nroot\n\n— log BBBB\n— w CCCC\n";
  EXPECT_EQ(HeadsLog::Open(path)->last(), heads_of_two);
  HeadsReader reader(path);
  EXPECT_EQ(reader.Next(), "log\n1\nroot\n\n— log AAAA\n");
  EXPECT_EQ(reader.Next(), heads_of_two);
  EXPECT_EQ(reader.Next(), std::nullopt);
}

TEST_F(ArchiveTest, FindsTheLastHeadOfALongFileByItsEnd) {
  const fs::path path = directory_.path() / "heads.log";
  const std::string root(1000, 'r');
  std::ofstream file(path);
  for (int i = 1; i <= 200; ++i) file << fmt::format("log\n{}\n{}\n\n— log AAAA\n\n", i, root);
  file << "log\n201\n";
  file.close();
  EXPECT_EQ(HeadsLog::Open(path)->last(), fmt::format("log\n200\n{}\n\n— log AAAA\n", root));

  const std::string long_root(200'000, 'r');
  ASSERT_TRUE(HeadsLog::Open(path)->Append("log\n201\n" + long_root + "\n\n— log A\n").ok());
  EXPECT_EQ(HeadsLog::Open(path)->last(), "log\n201\n" + long_root + "\n\n— log A\n");
}

TEST_F(ArchiveTest, ForgetsAHeadThatACrashLeftHalfWritten) {
  const fs::path path = directory_.path() / "heads.log";
  const std::string whole = "log\n1\nroot\n\n— log AAAA\n\n";
  const std::string next = "log\n2\nroot\n\n— log BBBB\n\n";
  for (std::size_t length = 0; length < next.size(); ++length) {
    std::ofstream(path, std::ios::trunc) << whole << next.substr(0, length);
    auto heads = HeadsLog::Open(path);
    ASSERT_TRUE(heads.ok()) << heads.status();
    EXPECT_EQ(heads->last(), "log\n1\nroot\n\n— log AAAA\n");
    EXPECT_EQ(fs::file_size(path), whole.size());
  }
}

// Of this process no file gets longer while it lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_F(ArchiveTest, CutsOffTheHeadThatAFullDiskTookHalf) {
  const fs::path path = directory_.path() / "heads.log";
  auto heads = HeadsLog::Open(path);
  ASSERT_TRUE(heads->Append("log\n1\nroot\n\n— log AAAA\n").ok());
  for (const rlim_t taken : {0, 1, 9}) {
    const FileSizeLimit limit(fs::file_size(path) + taken);
    const absl::Status refused = heads->Append("log\n2\nroot\n\n— log LOST\n");
    EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable) << refused;
    EXPECT_EQ(heads->last(), "log\n1\nroot\n\n— log AAAA\n");
  }
  ASSERT_TRUE(heads->Append("log\n2\nroot\n\n— log BBBB\n").ok());
  HeadsReader reader(path);
  EXPECT_EQ(reader.Next(), "log\n1\nroot\n\n— log AAAA\n");
  EXPECT_EQ(reader.Next(), "log\n2\nroot\n\n— log BBBB\n");
  EXPECT_EQ(reader.Next(), std::nullopt);
}

}  // namespace
}  // namespace debut::archive
