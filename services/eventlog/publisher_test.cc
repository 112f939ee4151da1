#include "services/eventlog/publisher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "services/eventlog/testing/publisher_test_base.h"

namespace debut::eventlog {
namespace {

namespace fs = std::filesystem;
using eventstore::Position;
using eventstore_rocksdb::RocksDbEventStore;
using testing::AllOf;
using testing::HasSubstr;

// A log whose tree is not that of its events, as after a flipped bit in the frontier.
class FlippedLog final : public eventstore::RawLog {
 public:
  explicit FlippedLog(const RocksDbEventStore& log) : log_(log) {}
  void AppendAsync(std::vector<eventstore::Event>, std::optional<eventstore::AppendCondition>,
                   AppendDone done) override {
    std::move(done)(absl::UnimplementedError("a test"));
  }
  absl::StatusOr<Position> ReadRaw(const eventstore::Query& query,
                                   const eventstore::ReadOptions& options,
                                   RawVisitor visit) const override {
    return log_.ReadRaw(query, options, visit);
  }
  absl::StatusOr<Position> Head() const override { return log_.Head(); }
  absl::StatusOr<Position> WaitBeyond(Position position, absl::Duration timeout,
                                      std::stop_token stop) const override {
    return log_.WaitBeyond(position, timeout, std::move(stop));
  }
  absl::StatusOr<std::string> TreeRoot(Position size) const override {
    auto root = log_.TreeRoot(size);
    if (root.ok() && size.value > 0) (*root)[7] = static_cast<char>((*root)[7] ^ 1);
    return root;
  }

 private:
  const RocksDbEventStore& log_;
};

TEST_F(PublisherTest, SignsTheHeadOfTheLog) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  ExpectHeadOfLog();
}

TEST_F(PublisherTest, SignsNothingOfAnEmptyLog) {
  ASSERT_TRUE(OpenAndPublish().ok());
  EXPECT_FALSE(fs::exists(directory_.path() / "archive"));
  EXPECT_FALSE(fs::exists(directory_.path() / "heads.log"));
}

TEST_F(PublisherTest, GoesOnAfterARestartAtAnySize) {
  for (const int count : {1, 254, 1, 1, 300}) {
    Append(count);
    ASSERT_TRUE(OpenAndPublish().ok());
    ExpectHeadOfLog();
  }
}

TEST_F(PublisherTest, SignsNothingTwice) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  const auto heads = archive::ReadFile(directory_.path() / "heads.log");
  ASSERT_TRUE(OpenAndPublish().ok());
  EXPECT_EQ(archive::ReadFile(directory_.path() / "heads.log"), heads);
}

TEST_F(PublisherTest, FollowsTheLogInTheBackground) {
  auto publisher = NewPublisher();
  ASSERT_TRUE(publisher->Start().ok());
  Append(5);
  while (!fs::exists(directory_.path() / "archive/checkpoint") || Published().size < 5) {
    std::this_thread::yield();
  }
  publisher->Stop();
  ExpectHeadOfLog();
}

TEST_F(PublisherTest, SignsWhatCameLastAsItStops) {
  const auto publisher = NewPublisher();
  ASSERT_TRUE(publisher->Start().ok());
  for (int i = 0; i < 20; ++i) Append(1);
  publisher->Stop();
  ExpectHeadOfLog();
}

TEST_F(PublisherTest, GoesOnWhereACrashLeftTheHeadsAheadOfTheArchive) {
  Append(200);
  ASSERT_TRUE(OpenAndPublish().ok());
  const auto old_checkpoint = archive::ReadFile(directory_.path() / "archive/checkpoint");
  Append(100);
  ASSERT_TRUE(OpenAndPublish().ok());
  const auto new_checkpoint = archive::ReadFile(directory_.path() / "archive/checkpoint");
  ASSERT_TRUE(archive::WriteFile(directory_.path() / "archive/checkpoint", *old_checkpoint).ok());
  // The partial files of the old head went with the whole ones; what it needs is inside those.
  ASSERT_TRUE(OpenAndPublish().ok());
  EXPECT_EQ(archive::ReadFile(directory_.path() / "archive/checkpoint"), new_checkpoint);
}

TEST_F(PublisherTest, WritesAnArchiveAnewThatWasMovedAway) {
  Append(300);
  ASSERT_TRUE(OpenAndPublish().ok());
  fs::remove_all(directory_.path() / "archive");
  ASSERT_TRUE(OpenAndPublish().ok());
  ExpectHeadOfLog();
}

// In the place of a file, as long as it lives, so that the file can't be written.
class InTheWay {
 public:
  explicit InTheWay(fs::path path) : path_(std::move(path)), aside_(path_.string() + ".aside") {
    fs::rename(path_, aside_);
    fs::create_directories(path_ / "folder");
  }
  ~InTheWay() {
    fs::remove_all(path_);
    fs::rename(aside_, path_);
  }
  InTheWay(const InTheWay&) = delete;
  InTheWay& operator=(const InTheWay&) = delete;

 private:
  const fs::path path_;
  const fs::path aside_;
};

TEST_F(PublisherTest, GoesOnWhenTheDiskTakesItsFilesAgain) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  const auto publisher = NewPublisher();
  ASSERT_TRUE(publisher->Open().ok());
  for (const char* file : {"heads.log", "archive/checkpoint"}) {
    Append(300);
    {
      const InTheWay in_the_way(directory_.path() / file);
      for (int i = 0; i < 2; ++i) {
        const absl::Status status = publisher->PublishNews();
        EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << file << " " << status;
      }
    }
    EXPECT_EQ(publisher->PublishNews(), absl::OkStatus()) << file;
    ExpectHeadOfLog();
  }
  EXPECT_EQ(NewPublisher()->Open(), absl::OkStatus());
}

TEST_F(PublisherTest, GoesOnInTheBackgroundWhenTheDiskTakesItsFilesAgain) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  const auto publisher = NewPublisher();
  ASSERT_TRUE(publisher->Start().ok());
  {
    const InTheWay in_the_way(directory_.path() / "heads.log");
    Append(2);
    while (!fs::exists(directory_.path() / "archive/tile/0/000.p/5")) std::this_thread::yield();
  }
  while (Published().size < 5) std::this_thread::yield();
  EXPECT_EQ(publisher->problem(), "");
  publisher->Stop();
}

TEST_F(PublisherTest, RefusesToSignATreeThatIsNotThatOfTheEvents) {
  Append(3);
  const FlippedLog flipped(*log_);
  auto publisher = NewPublisher(flipped);
  ASSERT_TRUE(publisher->Open().ok());
  const absl::Status status = publisher->PublishNews();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(Message(status), HasSubstr("ALTERED"));
  EXPECT_FALSE(fs::exists(directory_.path() / "heads.log"));
}

TEST_F(PublisherTest, SaysThatItHasGivenUp) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  const FlippedLog flipped(*log_);
  auto publisher = NewPublisher(flipped);
  EXPECT_THAT(Message(publisher->Start()), HasSubstr("FORK"));
}

TEST_F(PublisherTest, FindsAnOlderLogPutBack) {
  Append(3);
  log_.reset();
  fs::copy(directory_.path() / "log", directory_.path() / "backup", fs::copy_options::recursive);
  OpenLog("log");
  Append(2);
  ASSERT_TRUE(OpenAndPublish().ok());
  OpenLog("backup");
  const absl::Status status = OpenAndPublish();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(Message(status), AllOf(HasSubstr("ROLLBACK"), HasSubstr("has 3 events"),
                                     HasSubstr("5 events with root")));
  // And when it has grown past the signed head, differently.
  Append(4, "另一内容");
  EXPECT_THAT(Message(OpenAndPublish()), HasSubstr("FORK"));
}

TEST_F(PublisherTest, FindsAnotherKeyAndAnotherOrigin) {
  Append(1);
  ASSERT_TRUE(OpenAndPublish().ok());
  Publisher other_key(
      *log_,
      *transparency::NoteSigner::FromPem("debut/test", transparency::NoteSigner::MakeKeyPem()),
      {.origin = "debut/test",
       .archive_directory = directory_.path() / "archive",
       .heads_file = directory_.path() / "heads.log"});
  EXPECT_THAT(Message(other_key.Open()), HasSubstr("BAD_SIGNATURE"));
  Publisher other_origin(*log_, *transparency::NoteSigner::FromPem("debut/test", pem_),
                         {.origin = "debut/other",
                          .archive_directory = directory_.path() / "archive",
                          .heads_file = directory_.path() / "heads.log"});
  EXPECT_THAT(Message(other_origin.Open()), HasSubstr("FORK"));
}

TEST_F(PublisherTest, FindsADamagedArchive) {
  Append(300);
  ASSERT_TRUE(OpenAndPublish().ok());
  const fs::path tile = directory_.path() / "archive/tile/0/000";
  std::string hashes = archive::ReadFile(tile).value();
  hashes[100] = static_cast<char>(hashes[100] ^ 1);
  ASSERT_TRUE(archive::WriteFile(tile, hashes).ok());
  EXPECT_THAT(Message(OpenAndPublish()), HasSubstr("TILE_MISMATCH"));
}

TEST_F(PublisherTest, LeavesALogThatLostSignedEventsForReadingOnly) {
  Append(3);
  log_.reset();
  fs::copy(directory_.path() / "log", directory_.path() / "backup", fs::copy_options::recursive);
  OpenLog("log");
  Append(2);
  ASSERT_TRUE(OpenAndPublish().ok());
  OpenLog("backup");
  Publisher publisher(*log_, *transparency::NoteSigner::FromPem("debut/test", pem_),
                      {.origin = "debut/test",
                       .archive_directory = directory_.path() / "archive",
                       .heads_file = directory_.path() / "heads.log",
                       .gate = log_.get()});
  ASSERT_TRUE(publisher.Start().ok());
  EXPECT_THAT(publisher.problem(), AllOf(HasSubstr("ROLLBACK"), HasSubstr("has 3 events"),
                                         HasSubstr("incarnation begin")));
  const auto refused = log_->Append({eventstore::Event{}}, {});
  EXPECT_FALSE(refused.ok());
  eventstore::Event event;
  event.type = "debut.test.v1.Happened";
  const absl::Status status = log_->Append({event}, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(Message(status), HasSubstr("ROLLBACK"));
  EXPECT_EQ(log_->Head()->value, 3U);
}

TEST_F(PublisherTest, GoesOnWithANewKeyThatReplacesARetiredOne) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  const auto old_key = transparency::NoteSigner::FromPem("debut/test", pem_)->verifier();
  Append(1);
  Publisher publisher(
      *log_,
      *transparency::NoteSigner::FromPem("debut/test", transparency::NoteSigner::MakeKeyPem()),
      {.origin = "debut/test",
       .archive_directory = directory_.path() / "archive",
       .heads_file = directory_.path() / "heads.log",
       .retired = {old_key}});
  ASSERT_TRUE(publisher.Open().ok());
  ASSERT_TRUE(publisher.PublishNews().ok());
  const std::string note = archive::ReadFile(directory_.path() / "archive/checkpoint").value();
  EXPECT_TRUE(transparency::OpenNote(note, std::vector{publisher.verifier()}).ok());
  EXPECT_FALSE(transparency::OpenNote(note, std::vector{old_key}).ok());
}

}  // namespace
}  // namespace debut::eventlog
