#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "projection/projector.h"
#include "projection/rows.h"

namespace debut::projection {

// What a whole model is, in 32 bytes: the same rows give the same digest, wherever they are.
struct RowDigest {
  std::string hex;  // 64 digits.
  std::uint64_t rows_count = 0;
};

// SHA-256 of the rows' hashes in byte order of the keys; a row's hash is the SHA-256 of the length
// of its key (8 bytes, big-endian), its key (the table's letter and the row's own) and its bytes.
RowDigest DigestOf(const Rows::Changes& rows);
// Of the rows that are stored. Errors are those of the store.
absl::StatusOr<RowDigest> DigestOf(const StoredRows& rows);

using FoldProgress = std::function<void(eventstore::Position)>;

// Every row of a model as it was at a position: the projector over the log from its first event on,
// in memory. `progress` may be empty.
absl::StatusOr<Rows> RowsAt(const eventstore::EventStore& log, const Projector& projector,
                            eventstore::Position position, const FoldProgress& progress = nullptr);

// Two states of a model, row by row.
struct RowChange {
  std::string key;
  std::optional<std::string> before;
  std::optional<std::string> after;
};
// In order of the keys, until `visit` returns false.
void ForEachChange(const Rows::Changes& before, const Rows::Changes& after,
                   const std::function<bool(const RowChange&)>& visit);

}  // namespace debut::projection
