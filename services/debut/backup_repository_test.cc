#include "services/debut/backup_repository.h"

#include <gtest/gtest.h>

#include "transparency/checkpoint.h"

namespace debut::cli {
namespace {

Backup Example() {
  const transparency::Checkpoint head{.origin = "debut/x", .size = 7};
  return {.name = "20261123T121500Z",
          .program = "0.1.0",
          .note = head.ToText() + "\n— debut/x AAAA\n",
          .head = head,
          .recorded_time = absl::FromUnixMicros(1'700'000'000'000'001),
          .copied = 3,
          .archive_bytes = 5,
          .files = {{"config/debutd.conf", 9, std::string(64, 'a')},
                    {"heads.log.incarnation-1", 0, std::string(64, '0')}}};
}

absl::StatusCode CodeOf(const Backup& backup) {
  return ReadManifest(backup.name, ManifestOf(backup)).status().code();
}

TEST(ReadManifest, ReadsWhatWasWritten) {
  const Backup backup = Example();
  const auto read = ReadManifest(backup.name, ManifestOf(backup));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(ManifestOf(*read), ManifestOf(backup));
  EXPECT_EQ(read->head, backup.head);
}

TEST(ReadManifest, RefusesFilesThatWouldLieElsewhere) {
  for (const char* name : {"", ".", "..", "../x", "/etc/cron.d/x", "config/../x", "config/",
                           "config//x", "config/..", "a/b", "a\nb"}) {
    Backup backup = Example();
    backup.files[0].name = name;
    EXPECT_EQ(CodeOf(backup), absl::StatusCode::kDataLoss) << name;
  }
  for (const std::string& digest : {std::string(), std::string("../../etc/passwd"),
                                    std::string(63, 'a'), std::string(64, 'A')}) {
    Backup backup = Example();
    backup.files[1].sha256 = digest;
    EXPECT_EQ(CodeOf(backup), absl::StatusCode::kDataLoss) << digest;
  }
}

TEST(ReadManifest, RefusesWhatIsMalformedOrOfANewerVersion) {
  const std::string text = ManifestOf(Example());
  for (const std::string& wrong : {std::string(), std::string("{}"), std::string("[1]"),
                                   text.substr(0, text.size() / 2), "\xff" + text}) {
    EXPECT_EQ(ReadManifest("b", wrong).status().code(), absl::StatusCode::kDataLoss) << wrong;
  }
  std::string newer = text;
  newer.replace(newer.find("\"format\": 1"), 11, "\"format\": 2");
  EXPECT_EQ(ReadManifest("b", newer).status().code(), absl::StatusCode::kFailedPrecondition);
  Backup headless = Example();
  headless.note = "x";
  EXPECT_EQ(CodeOf(headless), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace debut::cli
