#include "eventstore_rocksdb/entry_reader.h"

#include <fmt/format.h>
#include <rocksdb/iterator.h>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/status.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::uint64_t kStepsMax = 8;  // So many steps forwards cost less than a search.

}  // namespace

absl::StatusOr<StoredEntry> SplitStoredEntry(std::uint64_t position, std::string_view value) {
  if (value.size() < transparency::kHashBytes + eventstore::kEntryHeaderBytes) {
    return absl::DataLossError(fmt::format("the entry at position {} is cut short", position));
  }
  return StoredEntry{value.substr(0, transparency::kHashBytes),
                     value.substr(transparency::kHashBytes)};
}

EntryReader::EntryReader(const Database& database, bool bulk)
    : iterator_(database.Scan(Family::kEntries, bulk)) {}
EntryReader::~EntryReader() = default;

bool EntryReader::StandsAt(std::uint64_t position) const {
  return iterator_->Valid() && iterator_->key().ToStringView() == View(BigEndian(position));
}

absl::StatusOr<StoredEntry> EntryReader::At(std::uint64_t position) {
  if (position_ != 0 && position > position_ && position - position_ <= kStepsMax) {
    for (; position_ < position && iterator_->Valid(); ++position_) iterator_->Next();
  } else if (position_ != 0 && position + 1 == position_) {
    iterator_->Prev();
  } else if (position != position_) {
    const PositionKey key = BigEndian(position);
    iterator_->Seek({key.data(), key.size()});
  }
  if (!StandsAt(position)) {
    position_ = 0;
    RETURN_IF_ERROR(FromRocksDb(iterator_->status(), "reading entries"));
    return absl::DataLossError(fmt::format("the entry at position {} is missing", position));
  }
  position_ = position;
  return SplitStoredEntry(position, iterator_->value().ToStringView());
}

absl::StatusOr<std::uint64_t> LastRecordedBy(EntryReader& reader, std::int64_t time_us,
                                             std::uint64_t head) {
  std::uint64_t recorded = 0;
  for (std::uint64_t later = head + 1; later - recorded > 1;) {
    const std::uint64_t middle = recorded + (later - recorded) / 2;
    ASSIGN_OR_RETURN(const StoredEntry stored, reader.At(middle));
    ASSIGN_OR_RETURN(const auto header, eventstore::DecodeEntryHeader(stored.entry));
    (header.recorded_time_us <= time_us ? recorded : later) = middle;
  }
  return recorded;
}

}  // namespace debut::eventstore_rocksdb
