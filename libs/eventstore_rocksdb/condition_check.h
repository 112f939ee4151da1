#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "eventstore_rocksdb/last_positions.h"
#include "eventstore_rocksdb/postings.h"

namespace debut::eventstore_rocksdb {

class Database;
class Group;
class TypeDictionary;

// Finds what an append condition conflicts with among the durable events and those of the groups on
// their way to disk. That nothing conflicts costs a look-up for each tag, whatever the log's
// length. Not thread-safe: the sequencer's.
class ConditionCheck {
 public:
  // Both outlive it.
  ConditionCheck(const Database& database, const TypeDictionary& types)
      : database_(database), types_(types) {}

  // What is where. Together they hold every event up to `head`.
  struct Log {
    std::uint64_t durable = 0;             // Everything up to here is in the database.
    std::uint64_t head = 0;                // The last placed event.
    std::span<const Group* const> groups;  // The events behind `durable`, in order.
  };

  // The first event that matches, and the first item that it matches.
  // UNAVAILABLE, DATA_LOSS: the database can't be read.
  absl::StatusOr<std::optional<eventstore::AppendConflict>> FirstConflict(
      const eventstore::AppendCondition& condition, const Log& log);

  // Tells of each event that is placed, in order.
  void Placed(std::uint64_t position, std::uint32_t type_id, const eventstore::Event& event);

  // Lets go of the database's files and buffers until the next check.
  void Rest() { postings_.reset(); }

 private:
  PostingReader& Postings(const Log& log);
  std::uint64_t LastOfTag(std::string_view tag, const Log& log);
  std::uint64_t LastOfType(std::uint32_t type_id, const Log& log);
  bool MayMatch(const eventstore::QueryItem& item, std::uint64_t after, const Log& log);
  std::optional<std::uint64_t> FirstMatch(const eventstore::QueryItem& item, std::uint64_t after,
                                          const Log& log);

  static constexpr std::size_t kTagsKnownMax = 1 << 16;

  const Database& database_;
  const TypeDictionary& types_;
  std::unique_ptr<PostingReader> postings_;
  std::uint64_t postings_durable_ = 0;  // What `postings_` sees at least.
  LastPositions last_of_tag_{kTagsKnownMax};
  std::vector<std::optional<std::uint64_t>> last_of_type_;  // By type id.
};

}  // namespace debut::eventstore_rocksdb
