#pragma once

#include <gtest/gtest.h>
#include <rocksdb/write_batch.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/archive_source.h"
#include "archive/heads_log.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/log_state.h"
#include "eventstore_rocksdb/stored_log.h"
#include "eventstore_rocksdb/testing/log_fixture.h"
#include "transparency/note.h"

namespace debut::eventstore_rocksdb {

// A log on disk with signed heads and an archive beside it, and somebody with the store's own
// tools.
class SignedLog {
 public:
  explicit SignedLog(std::string directory) : directory_(std::move(directory)) {}
  // Small ones soon become files.
  void SetWriteBuffers(std::size_t bytes) { write_buffer_bytes_ = bytes; }

  const std::string& directory() const { return directory_; }
  std::string heads_file() const { return directory_ + ".heads"; }
  std::string Path(const std::string& name) const { return directory_ + "/" + name; }

  // Groups of 100 events; the head after each is signed and archived.
  void Append(int groups, const std::string& payload = "内容") {
    Options options = OptionsFor(directory_);
    options.write_buffer_bytes = write_buffer_bytes_;
    const auto store = RocksDbEventStore::Open(options).value();
    auto writer = archive::ArchiveWriter::Open(archive_, store->Head()->value).value();
    auto heads = archive::HeadsLog::Open(heads_file()).value();
    for (int group = 0; group < groups; ++group) {
      std::vector<eventstore::Event> events;
      for (int i = 0; i < 100; ++i) {
        events.push_back(MakeEvent(payload, {"a:" + std::to_string(i), "b:1"}));
      }
      ASSERT_TRUE(store->Append(std::move(events), {}).ok());
      ASSERT_TRUE(
          store
              ->ReadRaw({}, {.after = eventstore::Position{writer.size()}},
                        [&](auto, std::string_view entry) { return writer.Add(entry).ok(); })
              .ok());
      const std::string note = signer_.Sign(
          transparency::Checkpoint{"debut/test", writer.size(), writer.Root()}.ToText());
      ASSERT_TRUE(heads.Append(note).ok());
      ASSERT_TRUE(writer.Publish(note).ok());
    }
  }

  // Changes the database with its own tools.
  void Tamper(const std::function<void(Database&, rocksdb::WriteBatch&)>& change) const {
    const auto database =
        Database::Open(Path("db"), OptionsFor(directory_), /*may_create=*/false).value();
    rocksdb::WriteBatch batch;
    change(*database, batch);
    ASSERT_TRUE(database->Write(batch).ok());
  }

  absl::StatusOr<archive::VerifyResult> Verify(bool with_archive = false) const {
    const auto elsewhere = archive::ArchiveSource::Open(archive_).value();
    return VerifyStoredLog(directory_,
                           {.verifiers = {signer_.verifier()},
                            .heads_file = heads_file(),
                            .reference = with_archive ? &elsewhere : nullptr,
                            .threads = 2},
                           [](auto, auto) { return true; });
  }

 private:
  std::string directory_;
  std::size_t write_buffer_bytes_ = 16 << 20;
  archive::Archive archive_{directory_ + ".archive"};
  transparency::NoteSigner signer_ =
      *transparency::NoteSigner::FromPem("debut/test", transparency::NoteSigner::MakeKeyPem());
};

}  // namespace debut::eventstore_rocksdb
