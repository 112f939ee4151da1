#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "projection/model.h"
#include "projection/projector.h"
#include "projection/row_store.h"

namespace debut::projection {

enum class RebuildMode { kCompare, kReplace };

inline constexpr std::size_t kDifferencesMax = 20;

// Two copies of one model, row by row.
struct Comparison {
  struct Difference {
    std::string key;                       // The table's letter and the row's key.
    std::optional<std::string> left = {};  // The row's bytes, if it is there.
    std::optional<std::string> right = {};
  };
  eventstore::Position position;
  std::uint64_t rows_count = 0;  // Of all keys.
  std::uint64_t differences_count = 0;
  std::vector<Difference> differences;  // The first kDifferencesMax.
};

// How far a rebuild is.
struct RebuildProgress {
  eventstore::Position position;  // Applied up to here.
  eventstore::Position target;    // Where the comparison is made.
};

// Is told of every batch that is written, on the thread that rebuilds. An error ends the rebuild,
// which returns it; the copy in force is left as it was. May be empty.
using RebuildObserver = std::function<absl::Status(const RebuildProgress&)>;

absl::StatusOr<Comparison> CompareRows(const StoredRows& left, const StoredRows& right);

// Applies the log to the model from its position to `up_to`, in batches.
absl::Status Replay(const eventstore::EventStore& log, const Projector& projector,
                    eventstore::Position up_to, Model& model,
                    const RebuildObserver& observer = nullptr);

}  // namespace debut::projection
