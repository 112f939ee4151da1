// A flipped byte anywhere in the database's files is found, or it was in a place that nothing
// reads: then every entry hashes to the signed root. Neither the verification nor the store
// crashes.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "eventstore_rocksdb/testing/signed_log.h"
#include "eventstore_rocksdb/testing/test_directory.h"

namespace debut::eventstore_rocksdb {
namespace {

namespace fs = std::filesystem;

constexpr int kFlips = 500;
constexpr std::uint64_t kSeed = 2026;

std::vector<fs::path> FilesOf(const std::string& directory) {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(directory)) {
    const std::string name = file.path().filename();
    const bool holds_the_log = name.ends_with(".sst") || name.ends_with(".log") ||
                               name.starts_with("MANIFEST") || name == "CURRENT";
    if (holds_the_log && file.file_size() > 0) files.push_back(file.path());
  }
  std::ranges::sort(files);
  return files;
}

void Flip(const fs::path& path, std::uint64_t at, char mask) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekg(static_cast<std::streamoff>(at));
  const char flipped = static_cast<char>(file.get() ^ mask);
  file.seekp(static_cast<std::streamoff>(at));
  file.put(flipped);
}

TEST(FlippedBytes, AreFoundOrHarmlessEverywhereInTheDatabase) {
  const TestDirectory directory;
  SignedLog log(directory.path() + "/log");
  log.SetWriteBuffers(64 << 10);
  log.Append(6, std::string(400, 'p'));
  const auto whole = log.Verify();
  ASSERT_TRUE(whole.ok() && whole->findings.empty()) << whole.status();
  const std::vector<fs::path> files = FilesOf(log.Path("db"));
  int sst = 0, wal = 0, found = 0, harmless = 0, refused = 0;
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < kFlips; ++i) {
    const fs::path& file = files[random() % files.size()];
    const std::uint64_t at = random() % fs::file_size(file);
    const char mask = static_cast<char>(1 << random() % 8);
    SCOPED_TRACE(file.filename().string() + " at " + std::to_string(at));
    sst += file.extension() == ".sst" ? 1 : 0;
    wal += file.extension() == ".log" ? 1 : 0;
    Flip(file, at, mask);
    const auto result = log.Verify();
    if (!result.ok() || !result->findings.empty()) {
      ++found;
    } else {
      ++harmless;
      EXPECT_EQ(result->head.root, whole->head.root);
      EXPECT_EQ(result->head.size, whole->head.size);
    }
    // The store itself on a copy: it serves the same log, or refuses and says why.
    if (i % 10 == 0) {
      const std::string copy = directory.path() + "/copy";
      fs::copy(log.directory(), copy, fs::copy_options::recursive);
      const auto store = RocksDbEventStore::Open(OptionsFor(copy));
      if (!store.ok()) {
        ++refused;
        EXPECT_NE(store.status().message(), "");
      }
      fs::remove_all(copy);
    }
    Flip(file, at, mask);
  }
  const auto restored = log.Verify();
  EXPECT_TRUE(restored.ok() && restored->findings.empty()) << restored.status();
  EXPECT_GT(sst, 0);
  EXPECT_GT(wal, 0);
  EXPECT_GT(found, kFlips / 2);
  RecordProperty("found", found);
  RecordProperty("harmless", harmless);
  RecordProperty("refused_by_the_store_of_50", refused);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
