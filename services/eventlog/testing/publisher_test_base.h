#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "archive/files.h"
#include "archive/trust_policy.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "services/eventlog/publisher.h"
#include "services/eventlog/testing/log_on_disk.h"
#include "tests/support/temporary_directory.h"

namespace debut::eventlog {

// A log on disk, and publishers that sign it, one after the other.
class PublisherTest : public testing::Test {
 protected:
  PublisherTest() { OpenLog("log"); }

  void OpenLog(const std::string& name) {
    log_.reset();
    log_ = OpenLogOnDisk(directory_.path() / name);
  }
  void Append(int count, const std::string& payload = "内容") { AppendTo(*log_, count, payload); }
  std::unique_ptr<Publisher> NewPublisher() { return NewPublisher(*log_); }
  archive::TrustPolicy witnesses_;
  absl::Duration witness_timeout_ = absl::Seconds(5);
  std::unique_ptr<Publisher> NewPublisher(const eventstore::RawLog& log) {
    return std::make_unique<Publisher>(
        log, *transparency::NoteSigner::FromPem("debut/test", pem_),
        Publisher::Options{.origin = "debut/test",
                           .archive_directory = directory_.path() / "archive",
                           .heads_file = directory_.path() / "heads.log",
                           .interval = absl::ZeroDuration(),
                           .witnesses = witnesses_,
                           .witness_timeout = witness_timeout_});
  }
  absl::Status OpenAndPublish() {
    auto publisher = NewPublisher();
    const absl::Status opened = publisher->Open();
    return opened.ok() ? publisher->PublishNews() : opened;
  }
  transparency::Checkpoint Published() {
    const std::string note = archive::ReadFile(directory_.path() / "archive/checkpoint").value();
    const auto opened = transparency::OpenNote(
        note, std::vector{transparency::NoteSigner::FromPem("debut/test", pem_)->verifier()});
    EXPECT_TRUE(opened.ok()) << opened.status();
    return transparency::Checkpoint::FromText(opened->text).value();
  }
  void ExpectHeadOfLog() {
    const transparency::Checkpoint published = Published();
    EXPECT_EQ(published.size, log_->Head()->value);
    EXPECT_EQ(std::string(transparency::Bytes(published.root)),
              log_->TreeRoot(*log_->Head()).value());
  }
  static std::string Message(const absl::Status& status) { return std::string(status.message()); }

  test::TemporaryDirectory directory_;
  const std::string pem_ = transparency::NoteSigner::MakeKeyPem();
  std::unique_ptr<eventstore_rocksdb::RocksDbEventStore> log_;
};

}  // namespace debut::eventlog
