#pragma once

#include <cstdint>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"

namespace debut::eventstore_rocksdb {

class Database;

// Numbers for event types, from 1 in order of first use, so that postings stay short. Thread-safe;
// one thread adds.
class TypeDictionary {
 public:
  // DATA_LOSS: the numbers have a gap.
  absl::Status Load(const Database& database);

  std::optional<std::uint32_t> Find(std::string_view type) const;

  struct Entry {
    std::uint32_t id = 0;
    bool added = false;  // It has to be stored with the first event of the type.
  };
  Entry FindOrAdd(std::string_view type);

  std::size_t size() const;

 private:
  mutable std::shared_mutex mutex_;
  absl::flat_hash_map<std::string, std::uint32_t> ids_;
};

}  // namespace debut::eventstore_rocksdb
