#include "eventstore_rocksdb/last_positions.h"

#include <utility>

#include "absl/strings/string_view.h"

namespace debut::eventstore_rocksdb {
namespace {

absl::string_view Key(std::string_view tag) { return {tag.data(), tag.size()}; }

}  // namespace

std::optional<std::uint64_t> LastPositions::Find(std::string_view tag) {
  if (const auto found = young_.find(Key(tag)); found != young_.end()) return found->second;
  const auto found = old_.find(Key(tag));
  if (found == old_.end()) return std::nullopt;
  const std::uint64_t position = found->second;
  Put(tag, position);
  return position;
}

void LastPositions::Put(std::string_view tag, std::uint64_t position) {
  if (young_.size() >= capacity_ / 2) {
    old_ = std::move(young_);
    young_.clear();
  }
  young_[Key(tag)] = position;
}

void LastPositions::Update(std::string_view tag, std::uint64_t position) {
  if (const auto found = young_.find(Key(tag)); found != young_.end()) {
    found->second = position;
  } else if (const auto older = old_.find(Key(tag)); older != old_.end()) {
    older->second = position;
  }
}

}  // namespace debut::eventstore_rocksdb
