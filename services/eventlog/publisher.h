#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "archive/archive.h"
#include "archive/heads_log.h"
#include "archive/trust_policy.h"
#include "eventstore/append_gate.h"
#include "eventstore/raw_log.h"
#include "runtime/service_host.h"
#include "services/eventlog/witnesses.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"

namespace debut::eventlog {

// Signs the log's heads and writes its archive. What is new is read back, hashed again and compared
// with the tree that the log keeps; only if both agree, and the last signed head is a prefix, is a
// head signed, put into the heads' log, published, and shown to the witnesses. Never in the way of
// an append.
//
// A log that lost or changed what was signed, or what a witness holds, is served for reading only:
// its gate is closed. One that does so later gets no further head. problem() says why. Where the
// disk refuses a file, heads are late, and it tries again.
class Publisher final : public runtime::Background {
 public:
  struct Options {
    std::string origin;
    std::filesystem::path archive_directory;
    std::filesystem::path heads_file;
    absl::Duration interval = absl::Seconds(1);
    std::vector<transparency::NoteVerifier> retired = {};  // Earlier keys of this log.
    eventstore::AppendGate* gate = nullptr;                // Outlives it. Null: it can't be closed.
    archive::TrustPolicy witnesses = {};  // Those with an address are asked to cosign.
    absl::Duration witness_timeout = absl::Seconds(5);
  };

  // `log` outlives it and is a hash tree.
  Publisher(const eventstore::RawLog& log, transparency::NoteSigner signer, Options options);
  ~Publisher() override;

  // Checks the log against the heads that were signed, and begins. DATA_LOSS: BAD_SIGNATURE or
  // TILE_MISMATCH, and without a gate also ROLLBACK or FORK; names both heads and the remedy.
  absl::Status Start() override;
  // Signs what came last, without asking witnesses: the archive of a stopped server is whole.
  void Stop() override;

  // The first part of Start().
  absl::Status Open();
  // Signs the head if it is new, and shows it to the witnesses: to those of a publisher that was
  // started, later and on another thread. Requires Open().
  absl::Status PublishNews();

  const archive::Archive& archive() const { return archive_; }
  const transparency::NoteVerifier& verifier() const { return signer_.verifier(); }
  // The note of a head of this size, from the heads' log. NOT_FOUND: none was signed. Thread-safe;
  // reads the whole file.
  absl::StatusOr<std::string> SignedNote(std::uint64_t size) const;
  // Of every key that the log has signed with.
  std::vector<transparency::NoteVerifier> verifiers() const;
  // The last position that a signed head covers. Thread-safe.
  eventstore::Position signed_position() const { return {signed_size_.load()}; }
  // Why nothing is signed any more; empty: nothing is wrong. Thread-safe.
  std::string problem() const;

 private:
  absl::StatusOr<transparency::Checkpoint> Read(std::string_view note) const;
  absl::Status CheckLog() const;
  absl::Status OpenArchive();
  absl::Status Publish();
  absl::Status Sign();
  absl::Status AskWitnesses(const std::string& note, const transparency::Checkpoint& head);
  absl::Status PublishCosigned(const std::string& note, const std::string& cosigned);
  void Run(std::stop_token stop);
  void AskInBackground(const std::stop_token& stop);
  void GiveUp(const absl::Status& status);
  void SignTheRest();

  const eventstore::RawLog& log_;
  const transparency::NoteSigner signer_;
  const Options options_;
  const archive::Archive archive_;
  std::optional<archive::HeadsLog> heads_;
  std::optional<archive::ArchiveWriter> writer_;  // None after a failure: it is opened anew.
  Witnesses witnesses_;                           // Of asker_ while it runs.
  transparency::Checkpoint last_;                 // That was signed.
  std::atomic<std::uint64_t> signed_size_{0};     // Of last_, for other threads.
  mutable std::mutex mutex_;
  std::string problem_;

  struct Unwitnessed {
    std::string note;
    transparency::Checkpoint head;
  };
  std::mutex asked_mutex_;
  std::condition_variable_any asked_;
  std::optional<Unwitnessed> unwitnessed_;  // The newest head that nobody was shown yet.
  std::mutex published_mutex_;
  std::string published_;  // The note of the archive's head, without cosignatures.

  std::jthread thread_;
  std::jthread asker_;  // A witness that doesn't answer holds up no head.
};

}  // namespace debut::eventlog
