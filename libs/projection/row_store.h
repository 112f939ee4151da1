#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace debut::projection {

// Walks over a snapshot's keys in byte order. Not thread-safe; lives no longer than its snapshot.
class RowCursor {
 public:
  virtual ~RowCursor() = default;
  virtual bool Valid() const = 0;
  // These require Valid(); the bytes live until Next().
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
  virtual void Next() = 0;
  // Why it is no longer valid: OK at the end of the range, DATA_LOSS or UNAVAILABLE otherwise.
  virtual absl::Status status() const = 0;
};

// The rows as they were at one moment. Thread-safe.
class RowSnapshot {
 public:
  virtual ~RowSnapshot() = default;
  virtual absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const = 0;
  // At the first key of [from, to).
  virtual std::unique_ptr<RowCursor> Seek(std::string_view from, std::string_view to) const = 0;
};

// Changes that happen together or not at all: first the ranges [from, to) go, then keys get their
// values (nothing: the key goes).
struct RowBatch {
  std::vector<std::pair<std::string, std::string>> erased_ranges;
  std::map<std::string, std::optional<std::string>, std::less<>> changes;
};

// An ordered map of bytes that survives the process: where all read models of a process live.
// Thread-safe.
class RowStore {
 public:
  virtual ~RowStore() = default;
  // A snapshot keeps the store's files open.
  virtual std::shared_ptr<const RowSnapshot> Snapshot() const = 0;
  // UNAVAILABLE: nothing changed, as far as is known; Recover() and look again before going on.
  virtual absl::Status Write(const RowBatch& batch) = 0;
  // Makes a store that has refused a write fit for the next. UNAVAILABLE: not yet, or somebody (the
  // caller?) holds a snapshot.
  virtual absl::Status Recover() { return absl::OkStatus(); }
};

}  // namespace debut::projection
