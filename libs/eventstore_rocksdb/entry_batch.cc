#include "eventstore_rocksdb/entry_batch.h"

#include <fmt/format.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>

#include "base/ensure.h"
#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/type_dictionary.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::size_t kUsualBytes = 32 << 10;
constexpr std::size_t kUsualPostings = 256;

rocksdb::Slice ToSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

// Everything that is put fits a batch; only a broken one refuses.
void EnsurePut(const rocksdb::Status& status) {
  ENSURE(status.ok(), "the write batch refuses a key");
}

}  // namespace

EntryBatch::EntryBatch(const Database& database)
    : database_(database), batch_(std::make_unique<rocksdb::WriteBatch>(kUsualBytes)) {
  posting_keys_.reserve(kUsualBytes / 4);
  postings_.reserve(kUsualPostings);
}
EntryBatch::~EntryBatch() = default;

EntryBatch::Added EntryBatch::Add(std::uint64_t position, std::string_view entry,
                                  std::string_view type, TypeDictionary& types,
                                  transparency::GrowingTree& tree) {
  position_ = position;
  const TypeDictionary::Entry type_entry = types.FindOrAdd(type);
  if (type_entry.added) {
    EnsurePut(batch_->Put(database_.family(Family::kMeta), TypeKey(type_entry.id), ToSlice(type)));
  }
  const Added added{type_entry.id, transparency::LeafHash(entry)};
  const PositionKey key = BigEndian(position);
  // Key and value are handed over in parts: the batch copies each once.
  const std::array key_parts{ToSlice(View(key))};
  const std::array value_parts{ToSlice(transparency::Bytes(added.leaf)), ToSlice(entry)};
  EnsurePut(batch_->Put(database_.family(Family::kEntries), {key_parts.data(), 1},
                        {value_parts.data(), 2}));
  tree.Append(added.leaf, full_);
  type_id_ = added.type_id;
  const std::size_t begin = posting_keys_.size();
  posting_keys_.append(TypePostingPrefix(added.type_id));
  AddPosting(begin);
  return added;
}

void EntryBatch::Index(std::string_view tag) {
  const std::size_t begin = posting_keys_.size();
  AppendTagPostingPrefix(tag, posting_keys_);
  AddPosting(begin);
}

void EntryBatch::AddPosting(std::size_t begin) {
  posting_keys_.append(View(BigEndian(position_)));
  postings_.push_back({begin, posting_keys_.size() - begin, type_id_});
}

absl::Status EntryBatch::AddAgain(std::string_view entry, TypeDictionary& types,
                                  transparency::GrowingTree& tree, LogState& state) {
  ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(entry));
  const std::uint64_t position = view.header.position.value;
  if (position != tree.size() + 1 || view.header.recorded_time_us <= state.recorded_time_us) {
    return absl::DataLossError(
        fmt::format("the entry of position {} doesn't continue {} entries", position, tree.size()));
  }
  Add(position, entry, view.type, types, tree);
  for (const std::string_view tag : view.tags) Index(tag);
  state.recorded_time_us = view.header.recorded_time_us;
  state.frontier = tree.frontier();
  return absl::OkStatus();
}

void EntryBatch::Finish(const LogState& head) {
  // In the order of their keys: the memtable finds the place of each from that of the last.
  std::ranges::sort(postings_, {}, [this](const PendingPosting& p) { return KeyOf(p); });
  std::string type_value;
  for (const PendingPosting& posting : postings_) {
    const std::string_view key = KeyOf(posting);
    type_value = IsTagPosting(key) ? PostingValue(posting.type_id) : std::string();
    EnsurePut(batch_->Put(database_.family(Family::kPostings), ToSlice(key), type_value));
  }
  for (const transparency::FullTile& tile : full_) {
    EnsurePut(batch_->Put(database_.family(Family::kTiles), TileKey(tile.id), tile.hashes));
  }
  EnsurePut(batch_->Put(database_.family(Family::kMeta), ToSlice(kHeadKey), head.Serialise()));
}

}  // namespace debut::eventstore_rocksdb
