#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "eventstore/raw_log.h"

namespace debut::eventstore_rocksdb {

class Database;
class TypeDictionary;

// Visits the entries up to `head` that match, in the direction and within the bounds of `options`.
// Entries never change, so that everything up to a durable head is a snapshot.
// DATA_LOSS: an entry or a posting is missing or malformed.
absl::Status ReadEntries(const Database& database, const TypeDictionary& types,
                         const eventstore::Query& query, const eventstore::ReadOptions& options,
                         std::uint64_t head, eventstore::RawLog::RawVisitor visit);

}  // namespace debut::eventstore_rocksdb
