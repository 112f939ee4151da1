#pragma once

#include "absl/status/statusor.h"
#include "eventstore_rocksdb/head_anchor.h"
#include "eventstore_rocksdb/log_state.h"
#include "eventstore_rocksdb/options.h"
#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {

class Database;
class TypeDictionary;

// A log as it goes on.
struct Recovered {
  LogState state;
  transparency::GrowingTree tree;
};

// Brings database and head anchor to the same head, or refuses. A group that a crash left in the
// anchor only is redone; one that it left in the database only is kept; anything else is a loss.
// DATA_LOSS: a loss or damage, with both heads and the remedy. FAILED_PRECONDITION: the database
// is of a newer version, or the anchor of another log. UNAVAILABLE: it can't be read or written.
absl::StatusOr<Recovered> Recover(Database& database, TypeDictionary& types, HeadAnchor& anchor,
                                  const Options& options);

// Marks a new database as this log's.
absl::Status Initialise(Database& database, const std::string& log_id);

}  // namespace debut::eventstore_rocksdb
