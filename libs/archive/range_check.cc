#include "archive/range_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "eventstore/entry_codec.h"

namespace debut::archive {
namespace {

using transparency::kHashBytes;
using transparency::kTileWidth;

class RangeCheck {
 public:
  RangeCheck(const LogSource& source, const OnEntry& on_entry)
      : source_(source), on_entry_(on_entry) {}

  // By the entries themselves.
  void Hash(std::uint64_t first, std::uint64_t count) {
    std::uint64_t expected = first;
    const absl::Status read = source_.ReadEntries(
        first, count,
        [&](std::uint64_t place, std::string_view stored_hash, std::string_view entry) {
          if (result_.broken) return;
          if (place != expected) return BreakAt(expected);
          Take(place, stored_hash, entry);
          ++expected;
        });
    if (result_.broken) return;
    if (absl::IsDataLoss(read)) {
      result_.broken = {Break::Kind::kUnreadable, expected, 0, std::string(read.message())};
    } else if (!read.ok()) {
      result_.status = read;
    } else if (expected < first + count) {
      BreakAt(expected);
    }
  }

  // By the stored hashes.
  void Believe(std::uint64_t first, std::uint64_t count) {
    result_.last_time_us.reset();
    const auto tile = source_.ReadTile({0, (first - 1) / kTileWidth}, count);
    if (tile.ok()) {
      result_.leaves += *tile;
    } else if (absl::IsUnavailable(tile.status())) {
      result_.status = tile.status();
    } else {
      result_.broken = {Break::Kind::kUnreadable, first, 0, std::string(tile.status().message())};
    }
  }

  bool stopped() const { return result_.broken || !result_.status.ok(); }
  RangeResult Take() { return std::move(result_); }

 private:
  void BreakAt(std::uint64_t place) {
    result_.broken = {Break::Kind::kMissing, place, 0, fmt::format("no entry stands at {}", place)};
  }

  void Take(std::uint64_t place, std::string_view stored_hash, std::string_view entry) {
    const auto header = eventstore::DecodeEntryHeader(entry);
    if (!header.ok()) {
      result_.broken = {Break::Kind::kUnreadable, place, 0,
                        fmt::format("position {} holds no entry", place)};
      return;
    }
    if (header->position.value != place) {
      result_.broken = {
          Break::Kind::kMisplaced, place, header->position.value,
          fmt::format("the entry of position {} stands at {}", header->position.value, place)};
      return;
    }
    const transparency::Hash leaf = transparency::LeafHash(entry);
    if (!stored_hash.empty() && transparency::Bytes(leaf) != stored_hash) {
      result_.suspects.push_back(
          {place, place, fmt::format("the entry at {} isn't what the hash beside it says", place)});
    }
    const std::int64_t time = header->recorded_time_us;
    if (result_.leaves.empty()) result_.first_time_us = time;
    if (result_.last_time_us && time <= *result_.last_time_us && result_.disordered == 0) {
      result_.disordered = place;
    }
    result_.last_time_us = time;
    result_.leaves += transparency::Bytes(leaf);
    ++result_.hashed;
    if (on_entry_) on_entry_(place, entry);
  }

  const LogSource& source_;
  const OnEntry& on_entry_;
  RangeResult result_;
};

}  // namespace

RangeResult CheckRange(const LogSource& source, std::uint64_t first, std::uint64_t count,
                       const Coverage& coverage, const OnEntry& on_entry) {
  RangeCheck check(source, on_entry);
  for (const std::uint64_t end = first + count; first < end && !check.stopped();) {
    const std::uint64_t width = std::min(kTileWidth, end - first);
    const bool covered =
        first <= coverage.to && first + width > coverage.from && coverage.from <= coverage.to;
    covered ? check.Hash(first, width) : check.Believe(first, width);
    first += width;
  }
  return check.Take();
}

}  // namespace debut::archive
