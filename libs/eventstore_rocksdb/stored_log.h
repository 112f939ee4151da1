#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "archive/findings.h"
#include "archive/log_source.h"
#include "archive/verify.h"
#include "eventstore_rocksdb/head_anchor.h"
#include "eventstore_rocksdb/log_state.h"
#include "eventstore_rocksdb/posting_sum.h"
#include "eventstore_rocksdb/type_dictionary.h"

namespace debut::eventstore_rocksdb {

class Database;

// A log's directory that no server has open, or a copy of it, to be verified. Nothing in it is
// written. A group that a crash left in the head anchor only counts as the log's. Thread-safe.
class StoredLog final : public archive::LogSource {
 public:
  // DATA_LOSS: the database can't be opened. NOT_FOUND: there is none. FAILED_PRECONDITION: of a
  // newer version. UNAVAILABLE: it can't be read.
  static absl::StatusOr<std::unique_ptr<StoredLog>> Open(const std::string& directory);
  ~StoredLog() override;

  // What is wrong with the head, the numbers of the event types and the head anchor.
  const std::vector<archive::Finding>& findings() const { return findings_; }
  const std::string& log_id() const { return log_id_; }

  std::uint64_t size() const override;
  std::uint64_t last_place() const override { return last_place_; }
  const transparency::Frontier* frontier() const override;
  absl::Status ReadEntries(std::uint64_t first, std::uint64_t count, Visit visit) const override;
  Tiles tiles() const override { return Tiles::kFull; }
  absl::StatusOr<std::string> ReadTile(const transparency::TileId& tile,
                                       std::uint64_t width) const override;

  // To be told of every entry before CheckIndex(): what the index should hold.
  void ExpectIndexed(std::uint64_t position, std::string_view entry);
  // Requires that the entries are whole. Nothing: the index is that of the entries.
  absl::StatusOr<std::optional<archive::Finding>> CheckIndex() const;

 private:
  StoredLog() = default;
  void ReadState();
  absl::Status ReadAnchor(const std::string& path);
  absl::Status FindLastPlace();

  std::unique_ptr<Database> database_;
  TypeDictionary types_;
  std::string log_id_;
  std::optional<LogState> state_;    // Nothing: it can't be read.
  std::vector<std::string> redone_;  // Entries behind the state, from the head anchor.
  transparency::Frontier redone_frontier_;
  std::uint64_t last_place_ = 0;
  std::vector<archive::Finding> findings_;

  const std::uint64_t seed_ = NewPostingSeed();
  std::mutex mutex_;
  PostingSum expected_{seed_};
  std::uint64_t without_type_ = 0;  // The first position whose type has no number; 0: none.
};

// archive::VerifyLog() over a log's directory, with head, head anchor and index: the index only if
// every entry was hashed and is whole. A database that can't be opened is a finding. Codes as those
// of Open() else.
absl::StatusOr<archive::VerifyResult> VerifyStoredLog(const std::string& directory,
                                                      archive::VerifyOptions options,
                                                      archive::VerifyProgress progress);

}  // namespace debut::eventstore_rocksdb
