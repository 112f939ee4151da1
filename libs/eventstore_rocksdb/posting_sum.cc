#include "eventstore_rocksdb/posting_sum.h"

#include <fmt/format.h>
#include <rocksdb/iterator.h>

#include <random>

#include "base/status_macros.h"
#include "eventstore_rocksdb/damage.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/entry_reader.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/status.h"
#include "eventstore_rocksdb/tail_check.h"
#include "eventstore_rocksdb/type_dictionary.h"

namespace debut::eventstore_rocksdb {
namespace {

std::uint64_t Mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  hash = (hash ^ hash >> 32) * 0xd6e8feb86659fd93;
  return hash ^ hash >> 29;
}

std::uint64_t Hash(std::string_view prefix, std::uint64_t position, std::uint32_t type_id,
                   std::uint64_t seed) {
  std::uint64_t hash = Mix(seed ^ position, seed + type_id);
  hash = Mix(hash, prefix.size());
  for (; prefix.size() >= 8; prefix.remove_prefix(8)) {
    hash = Mix(hash, LoadBigEndian(prefix.substr(0, 8)));
  }
  return Mix(hash, LoadBigEndian(prefix));
}

absl::StatusOr<std::optional<BadPosting>> FindMissingPosting(const Database& database,
                                                             const TypeDictionary& types,
                                                             std::uint64_t up_to) {
  EntryReader entries(database, /*bulk=*/true);
  for (std::uint64_t position = 1; position <= up_to; ++position) {
    ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(position));
    ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(stored.entry));
    const absl::Status indexed = CheckEntryPostings(database, types, view);
    if (absl::IsDataLoss(indexed)) return BadPosting{position, std::string(indexed.message())};
    RETURN_IF_ERROR(indexed);
  }
  return std::nullopt;
}

absl::StatusOr<std::optional<BadPosting>> FindForeignPosting(const Database& database,
                                                             const TypeDictionary& types,
                                                             std::uint64_t up_to) {
  std::optional<BadPosting> first;
  EntryReader entries(database);
  const auto iterator = database.Scan(Family::kPostings, /*bulk=*/true);
  for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
    const auto key = SplitPostingKey(iterator->key().ToStringView());
    if (!key || key->position > up_to || (first && first->position <= key->position)) continue;
    bool known = false;
    if (key->position > 0) {
      ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(key->position));
      ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(stored.entry));
      const auto type_id = types.Find(view.type);
      known = type_id && key->prefix == TypePostingPrefix(*type_id);
      for (const std::string_view tag : view.tags) known |= key->prefix == TagPostingPrefix(tag);
    }
    if (known) continue;
    const auto position = key->position;
    first = {position,
             fmt::format("the index has a posting for position {} that its event lacks", position)};
  }
  RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading the postings"));
  return first;
}

}  // namespace

std::uint64_t NewPostingSeed() {
  std::random_device random;
  return random() | std::uint64_t{random()} << 32;
}

void PostingSum::Add(std::string_view prefix, std::uint64_t position, std::uint32_t type_id) {
  ++count_;
  low_ += Hash(prefix, position, type_id, seed_);
  high_ += Hash(prefix, position, type_id, ~seed_);
}

bool PostingSum::AddThoseOf(const eventstore::EntryView& view, const TypeDictionary& types) {
  const std::uint64_t position = view.header.position.value;
  const auto type_id = types.Find(view.type);
  if (!type_id) return false;
  Add(TypePostingPrefix(*type_id), position, 0);
  for (const std::string_view tag : view.tags) Add(TagPostingPrefix(tag), position, *type_id);
  return true;
}

void PostingSum::Add(const PostingSum& other) {
  count_ += other.count_;
  low_ += other.low_;
  high_ += other.high_;
}

absl::StatusOr<PostingSum> SumOfStoredPostings(const Database& database, std::uint64_t up_to,
                                               std::uint64_t seed) {
  PostingSum stored(seed);
  const auto iterator = database.Scan(Family::kPostings, /*bulk=*/true);
  for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
    const auto key = SplitPostingKey(iterator->key().ToStringView());
    const std::string_view value = iterator->value().ToStringView();
    if (!key || (!value.empty() && !ParsePostingValue(value))) {
      return Damage("the index has a malformed posting");
    }
    if (key->position > up_to) continue;
    stored.Add(key->prefix, key->position, value.empty() ? 0 : *ParsePostingValue(value));
  }
  RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading the postings"));
  return stored;
}

absl::StatusOr<std::optional<BadPosting>> FindBadPosting(const Database& database,
                                                         const TypeDictionary& types,
                                                         std::uint64_t up_to) {
  ASSIGN_OR_RETURN(auto missing, FindMissingPosting(database, types, up_to));
  return missing ? missing : FindForeignPosting(database, types, up_to);
}

}  // namespace debut::eventstore_rocksdb
