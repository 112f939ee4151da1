#pragma once

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "eventstore_rocksdb/log_state.h"

namespace debut::eventstore_rocksdb {

class Database;
class TypeDictionary;

// Reads every entry, tile and posting up to `state` and computes everything again, one after the
// other; the log may go on growing. Whether the postings are those of the entries is decided by
// comparing sums of hashes, and only if these differ by looking each up. DATA_LOSS: names the first
// thing that is wrong. CANCELLED: `progress` returned false.
absl::Status VerifyLog(const Database& database, const TypeDictionary& types, const LogState& state,
                       absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)> progress);

}  // namespace debut::eventstore_rocksdb
