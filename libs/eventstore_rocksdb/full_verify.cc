#include "eventstore_rocksdb/full_verify.h"

#include <fmt/format.h>
#include <rocksdb/iterator.h>

#include <string>
#include <string_view>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/damage.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/entry_reader.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/posting_sum.h"
#include "eventstore_rocksdb/status.h"
#include "eventstore_rocksdb/tail_check.h"
#include "eventstore_rocksdb/type_dictionary.h"
#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::uint64_t kProgressEvery = 1 << 12;

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

  const Database& database_;
  const TypeDictionary& types_;
  const LogState& state_;
  const Progress progress_;
  const std::uint64_t seed_ = NewPostingSeed();
  transparency::GrowingTree tree_;
  std::vector<transparency::FullTile> full_;
  PostingSum expected_{seed_};
};

absl::Status Verifier::CheckEntries() {
  EntryReader entries(database_, /*bulk=*/true);
  std::int64_t time_us = 0;
  for (std::uint64_t position = 1; position <= state_.size(); ++position) {
    ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(position));
    ASSIGN_OR_RETURN(time_us, CheckEntry(position, stored.leaf_hash, stored.entry, time_us));
    tree_.Append(transparency::HashFromBytes(stored.leaf_hash), full_);
    ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(stored.entry));
    if (!expected_.AddThoseOf(view, types_)) {
      return Damage(fmt::format("the type of the event at {} has no number", position));
    }
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
  ASSIGN_OR_RETURN(const PostingSum stored, SumOfStoredPostings(database_, state_.size(), seed_));
  if (stored == expected_) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto bad, FindBadPosting(database_, types_, state_.size()));
  return Damage(bad ? bad->text : "the index isn't that of the entries");
}

}  // namespace

absl::Status VerifyLog(const Database& database, const TypeDictionary& types, const LogState& state,
                       absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)> progress) {
  return Verifier(database, types, state, progress).Run();
}

}  // namespace debut::eventstore_rocksdb
