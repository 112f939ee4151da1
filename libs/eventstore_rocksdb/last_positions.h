#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace debut::eventstore_rocksdb {

// The last position of the tags that conditions ask for: exact for those that it knows, and
// bounded, since it forgets the older half when it is full. Not thread-safe.
class LastPositions {
 public:
  explicit LastPositions(std::size_t capacity) : capacity_(capacity) {}

  std::optional<std::uint64_t> Find(std::string_view tag);
  void Put(std::string_view tag, std::uint64_t position);
  // Only if the tag is known already.
  void Update(std::string_view tag, std::uint64_t position);

 private:
  using Generation = absl::flat_hash_map<std::string, std::uint64_t>;

  const std::size_t capacity_;
  Generation young_;
  Generation old_;
};

}  // namespace debut::eventstore_rocksdb
