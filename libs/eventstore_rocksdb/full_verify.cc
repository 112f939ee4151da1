#include "eventstore_rocksdb/full_verify.h"

#include <fmt/format.h>
#include <rocksdb/iterator.h>

#include <random>
#include <string>
#include <string_view>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/damage.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/entry_reader.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/status.h"
#include "eventstore_rocksdb/tail_check.h"
#include "eventstore_rocksdb/type_dictionary.h"
#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::uint64_t kProgressEvery = 1 << 12;

// A sum over postings in any order, so that two ways through the same ones agree. The key is drawn
// anew each time: nobody can choose postings whose sums agree by design.
class PostingSum {
 public:
  explicit PostingSum(std::uint64_t seed) : seed_(seed) {}

  void Add(std::string_view prefix, std::uint64_t position, std::uint32_t type_id) {
    ++count_;
    low_ += Hash(prefix, position, type_id, seed_);
    high_ += Hash(prefix, position, type_id, ~seed_);
  }
  bool operator==(const PostingSum&) const = default;

 private:
  static std::uint64_t Mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash = (hash ^ hash >> 32) * 0xd6e8feb86659fd93;
    return hash ^ hash >> 29;
  }

  static std::uint64_t Hash(std::string_view prefix, std::uint64_t position, std::uint32_t type_id,
                            std::uint64_t seed) {
    std::uint64_t hash = Mix(seed ^ position, seed + type_id);
    hash = Mix(hash, prefix.size());
    for (; prefix.size() >= 8; prefix.remove_prefix(8)) {
      hash = Mix(hash, LoadBigEndian(prefix.substr(0, 8)));
    }
    return Mix(hash, LoadBigEndian(prefix));
  }

  std::uint64_t seed_;
  std::uint64_t count_ = 0;
  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

class Verifier {
 public:
  using Progress = absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)>;

  Verifier(const Database& database, const TypeDictionary& types, const LogState& state,
           Progress progress)
      : database_(database), types_(types), state_(state), progress_(progress) {}

  absl::Status Run() {
    RETURN_IF_ERROR(CheckEntries());
    RETURN_IF_ERROR(CheckTiles());
    RETURN_IF_ERROR(CheckPostings());
    progress_(state_.size(), state_.size());
    return absl::OkStatus();
  }

 private:
  absl::Status CheckEntries();
  absl::Status CheckTiles();
  absl::Status CheckPostings();
  absl::Status FindMissingPosting();
  absl::Status FindForeignPosting();
  absl::Status Expect(const eventstore::EntryView& view);

  const Database& database_;
  const TypeDictionary& types_;
  const LogState& state_;
  const Progress progress_;
  const std::uint64_t seed_ = std::random_device()() | std::uint64_t{std::random_device()()} << 32;
  transparency::GrowingTree tree_;
  std::vector<transparency::FullTile> full_;
  PostingSum expected_{seed_};
};

absl::Status Verifier::Expect(const eventstore::EntryView& view) {
  const std::uint64_t position = view.header.position.value;
  const auto type_id = types_.Find(view.type);
  if (!type_id) return Damage(fmt::format("the type of the event at {} has no number", position));
  expected_.Add(TypePostingPrefix(*type_id), position, 0);
  for (const std::string_view tag : view.tags) {
    expected_.Add(TagPostingPrefix(tag), position, *type_id);
  }
  return absl::OkStatus();
}

absl::Status Verifier::CheckEntries() {
  EntryReader entries(database_, /*bulk=*/true);
  std::int64_t time_us = 0;
  for (std::uint64_t position = 1; position <= state_.size(); ++position) {
    ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(position));
    ASSIGN_OR_RETURN(time_us, CheckEntry(position, stored.leaf_hash, stored.entry, time_us));
    tree_.Append(transparency::HashFromBytes(stored.leaf_hash), full_);
    ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(stored.entry));
    RETURN_IF_ERROR(Expect(view));
    if (full_.size() >= kProgressEvery) RETURN_IF_ERROR(CheckTiles());
    if (position % kProgressEvery == 0 && !progress_(position, state_.size())) {
      return absl::CancelledError("the verification was stopped");
    }
  }
  if (time_us != state_.recorded_time_us) {
    return Damage("the last event has another time than the head");
  }
  if (tree_.frontier() == state_.frontier) return absl::OkStatus();
  return Damage(
      fmt::format("the frontier of {} entries isn't that of their hashes", state_.size()));
}

absl::Status Verifier::CheckTiles() {
  for (const transparency::FullTile& tile : full_) {
    ASSIGN_OR_RETURN(const auto stored, database_.Get(Family::kTiles, TileKey(tile.id)));
    if (stored == tile.hashes) continue;
    return Damage(fmt::format("tile {} of level {} {}", tile.id.index, tile.id.level,
                              stored ? "has wrong hashes" : "is missing"));
  }
  full_.clear();
  return absl::OkStatus();
}

absl::Status Verifier::CheckPostings() {
  PostingSum stored{seed_};
  const auto iterator = database_.Scan(Family::kPostings, /*bulk=*/true);
  for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
    const auto key = SplitPostingKey(iterator->key().ToStringView());
    const std::string_view value = iterator->value().ToStringView();
    if (!key || (!value.empty() && !ParsePostingValue(value))) {
      return Damage("the index has a malformed posting");
    }
    if (key->position > state_.size()) continue;
    stored.Add(key->prefix, key->position, value.empty() ? 0 : *ParsePostingValue(value));
  }
  RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading the postings"));
  if (stored == expected_) return absl::OkStatus();
  RETURN_IF_ERROR(FindMissingPosting());
  RETURN_IF_ERROR(FindForeignPosting());
  return Damage("the index isn't that of the entries");
}

absl::Status Verifier::FindMissingPosting() {
  EntryReader entries(database_, /*bulk=*/true);
  for (std::uint64_t position = 1; position <= state_.size(); ++position) {
    ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(position));
    ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(stored.entry));
    RETURN_IF_ERROR(CheckEntryPostings(database_, types_, view));
  }
  return absl::OkStatus();
}

absl::Status Verifier::FindForeignPosting() {
  EntryReader entries(database_);
  const auto iterator = database_.Scan(Family::kPostings, /*bulk=*/true);
  for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
    const auto key = SplitPostingKey(iterator->key().ToStringView());
    if (!key || key->position > state_.size()) continue;
    ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(key->position));
    ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(stored.entry));
    const auto type_id = types_.Find(view.type);
    bool known = type_id && key->prefix == TypePostingPrefix(*type_id);
    for (const std::string_view tag : view.tags) known |= key->prefix == TagPostingPrefix(tag);
    if (!known) {
      return Damage(fmt::format("the index has a posting for position {} that its event lacks",
                                key->position));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VerifyLog(const Database& database, const TypeDictionary& types, const LogState& state,
                       absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)> progress) {
  return Verifier(database, types, state, progress).Run();
}

}  // namespace debut::eventstore_rocksdb
