#include "eventstore_rocksdb/type_dictionary.h"

#include <fmt/format.h>
#include <rocksdb/iterator.h>

#include <mutex>

#include "absl/strings/string_view.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/status.h"

namespace debut::eventstore_rocksdb {
namespace {

absl::string_view Key(std::string_view type) { return {type.data(), type.size()}; }

}  // namespace

absl::Status TypeDictionary::Load(const Database& database) {
  const std::unique_lock lock(mutex_);
  const auto iterator = database.Scan(Family::kMeta);
  const rocksdb::Slice prefix(kTypePrefix.data(), kTypePrefix.size());
  for (iterator->Seek(prefix); iterator->Valid() && iterator->key().starts_with(prefix);
       iterator->Next()) {
    const std::uint32_t id = static_cast<std::uint32_t>(ids_.size()) + 1;
    if (iterator->key().ToStringView() != TypeKey(id)) {
      return absl::DataLossError(fmt::format("the number {} of an event type is missing", id));
    }
    ids_.emplace(iterator->value().ToString(), id);
  }
  return FromRocksDb(iterator->status(), "reading the event types");
}

std::optional<std::uint32_t> TypeDictionary::Find(std::string_view type) const {
  const std::shared_lock lock(mutex_);
  const auto found = ids_.find(Key(type));
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

TypeDictionary::Entry TypeDictionary::FindOrAdd(std::string_view type) {
  if (const auto id = Find(type)) return {*id, false};
  const std::unique_lock lock(mutex_);
  const auto id = static_cast<std::uint32_t>(ids_.size()) + 1;
  ids_.emplace(std::string(type), id);
  return {id, true};
}

std::size_t TypeDictionary::size() const {
  const std::shared_lock lock(mutex_);
  return ids_.size();
}

}  // namespace debut::eventstore_rocksdb
