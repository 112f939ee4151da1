#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "eventstore_rocksdb/options.h"
#include "transparency/hash.h"

namespace debut::eventstore_rocksdb {

// The id of the log in a directory, which a server may have open: 16 bytes. NOT_FOUND: there is no
// log. Else the codes of RocksDbEventStore::Open.
absl::StatusOr<std::string> ReadLogId(const std::string& directory);

// Makes a log's directory anew from the entries of a copy: the same bytes, hence the same
// positions, times, event ids, hashes and root; postings, tiles and types follow from them. Killed
// at any moment it goes on behind what is on disk. Not thread-safe.
class LogRebuild {
 public:
  // Options::log_id: of the log of which the entries are. FAILED_PRECONDITION: the directory holds
  // another log, or is open elsewhere. Else the codes of RocksDbEventStore::Open.
  static absl::StatusOr<std::unique_ptr<LogRebuild>> Open(Options options);
  ~LogRebuild();

  // Of what was added, on disk or not yet.
  std::uint64_t size() const;
  transparency::Hash Root() const;

  // The next entry. Now and then writes what has come together. DATA_LOSS: not an entry, or not the
  // next one. UNAVAILABLE: it can't be written.
  absl::Status Add(std::string_view entry);
  // Everything is on disk when it returns. UNAVAILABLE: it can't be written.
  absl::Status Flush();

 private:
  struct Parts;
  explicit LogRebuild(std::unique_ptr<Parts> parts);

  const std::unique_ptr<Parts> parts_;
};

}  // namespace debut::eventstore_rocksdb
