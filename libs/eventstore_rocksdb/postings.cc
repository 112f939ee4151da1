#include "eventstore_rocksdb/postings.h"

#include <fmt/format.h>
#include <rocksdb/iterator.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/status.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::size_t kChunkMax = 512;

}  // namespace

PostingReader::PostingReader(const Database& database) : iterator_(database.Postings()) {}
PostingReader::~PostingReader() = default;

void PostingReader::Refresh() {
  status_.Update(FromRocksDb(iterator_->Refresh(), "reading postings"));
}

void PostingReader::Read(std::string_view prefix, std::uint64_t from,
                         eventstore::Direction direction, std::size_t count,
                         std::vector<Posting>& out) {
  if (!status_.ok()) return;
  const bool forwards = direction == eventstore::Direction::kForwards;
  key_.assign(prefix).append(View(BigEndian(from)));
  forwards ? iterator_->Seek(key_) : iterator_->SeekForPrev(key_);
  while (count > 0 && iterator_->Valid()) {
    const auto key = SplitPostingKey(iterator_->key().ToStringView());
    if (!key || key->prefix != prefix) break;
    const std::string_view value = iterator_->value().ToStringView();
    const auto type_id = value.empty() ? 0 : ParsePostingValue(value);
    if (!type_id) {
      status_ =
          absl::DataLossError(fmt::format("a posting of position {} is malformed", key->position));
      return;
    }
    out.push_back({key->position, *type_id});
    if (--count == 0) break;
    forwards ? iterator_->Next() : iterator_->Prev();
  }
  status_ = FromRocksDb(iterator_->status(), "reading postings");
}

std::uint64_t PostingReader::Last(std::string_view prefix) {
  if (!status_.ok()) return 0;
  key_.assign(prefix).append(View(BigEndian(std::numeric_limits<std::uint64_t>::max())));
  iterator_->SeekForPrev(key_);
  if (iterator_->Valid()) {
    const auto key = SplitPostingKey(iterator_->key().ToStringView());
    if (key && key->prefix == prefix) return key->position;
  }
  status_ = FromRocksDb(iterator_->status(), "reading postings");
  return 0;
}

PostingCursor::PostingCursor(PostingReader& reader, std::string prefix,
                             std::vector<std::uint32_t> type_ids, eventstore::Direction direction)
    : reader_(reader),
      prefix_(std::move(prefix)),
      type_ids_(std::move(type_ids)),
      direction_(direction) {}

bool PostingCursor::IsBefore(std::uint64_t a, std::uint64_t b) const {
  return direction_ == eventstore::Direction::kForwards ? a < b : a > b;
}

bool PostingCursor::Refill(std::uint64_t from) {
  chunk_.clear();
  next_ = 0;
  if (exhausted_) return false;
  reader_.Read(prefix_, from, direction_, chunk_size_, chunk_);
  exhausted_ = chunk_.size() < chunk_size_;
  chunk_size_ = std::min(2 * chunk_size_, kChunkMax);
  return !chunk_.empty();
}

std::optional<std::uint64_t> PostingCursor::Seek(std::uint64_t from) {
  for (;;) {
    if (chunk_.empty() || IsBefore(chunk_.back().position, from)) {
      if (!Refill(from)) return std::nullopt;
    }
    const auto begin = chunk_.begin() + static_cast<std::ptrdiff_t>(next_);
    const auto found = std::find_if(begin, chunk_.end(), [&](const Posting& posting) {
      return !IsBefore(posting.position, from) &&
             (type_ids_.empty() ||
              std::ranges::find(type_ids_, posting.type_id) != type_ids_.end());
    });
    next_ = static_cast<std::size_t>(found - chunk_.begin());
    if (found != chunk_.end()) return found->position;
    const std::uint64_t last = chunk_.back().position;
    if (direction_ == eventstore::Direction::kBackwards && last == 1) return std::nullopt;
    from = direction_ == eventstore::Direction::kForwards ? last + 1 : last - 1;
    chunk_.clear();
  }
}

}  // namespace debut::eventstore_rocksdb
