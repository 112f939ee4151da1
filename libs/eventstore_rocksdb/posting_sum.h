#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "eventstore/entry_codec.h"

namespace debut::eventstore_rocksdb {

class Database;
class TypeDictionary;

// For a sum. Nobody can choose postings whose sums agree by design.
std::uint64_t NewPostingSeed();

// A sum over postings in any order, so that two ways through the same ones agree. Not thread-safe.
class PostingSum {
 public:
  explicit PostingSum(std::uint64_t seed) : seed_(seed) {}

  void Add(std::string_view prefix, std::uint64_t position, std::uint32_t type_id);
  // Those that an entry should have. False: its type has no number, and nothing was added.
  bool AddThoseOf(const eventstore::EntryView& view, const TypeDictionary& types);
  // Of the same seed.
  void Add(const PostingSum& other);

  bool operator==(const PostingSum&) const = default;

 private:
  std::uint64_t seed_;
  std::uint64_t count_ = 0;
  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

// Of the postings in the database up to a position. DATA_LOSS: one is malformed.
absl::StatusOr<PostingSum> SumOfStoredPostings(const Database& database, std::uint64_t up_to,
                                               std::uint64_t seed);

struct BadPosting {
  std::uint64_t position = 0;
  std::string text = {};
};
// The first entry up to a position that the index lacks, or else the first posting that its event
// lacks. Looks each one up.
absl::StatusOr<std::optional<BadPosting>> FindBadPosting(const Database& database,
                                                         const TypeDictionary& types,
                                                         std::uint64_t up_to);

}  // namespace debut::eventstore_rocksdb
