#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "eventstore/append_gate.h"
#include "eventstore/raw_log.h"
#include "eventstore_rocksdb/options.h"
#include "transparency/frontier.h"
#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {

// The log on this machine's disk: entries, postings and the hash tree in one RocksDB database, and
// a head anchor beside it (docs/log_format.md). One process has it open at a time. An append is
// answered when it is on disk, and only what is on disk is read. Thread-safe.
//
// After a failed write or sync everything answers UNAVAILABLE and Options::on_fatal is called: only
// a new process, which checks the log as it opens, goes on.
class RocksDbEventStore final : public eventstore::RawLog, public eventstore::AppendGate {
 public:
  // Opens the log, or makes an empty one in a new directory. Takes the same time at any length.
  // DATA_LOSS: events that were acknowledged are gone, or damaged at the log's end; names what,
  // where and the remedy. FAILED_PRECONDITION: open in another process, of a newer version, or
  // with another log's anchor. UNAVAILABLE: the disk can't be read or written.
  static absl::StatusOr<std::unique_ptr<RocksDbEventStore>> Open(Options options);

  // Ends all waiting, and finishes the appends that were accepted. No call may be running.
  ~RocksDbEventStore() override;

  // Ends all waiting; every call answers UNAVAILABLE from now on. Accepted appends go on.
  void Close();

  void RefuseAppends(const absl::Status& why) override;

  void AppendAsync(std::vector<eventstore::Event> events,
                   std::optional<eventstore::AppendCondition> condition, AppendDone done) override;
  absl::StatusOr<eventstore::Position> ReadRaw(const eventstore::Query& query,
                                               const eventstore::ReadOptions& options,
                                               RawVisitor visit) const override;
  absl::StatusOr<eventstore::Position> Head() const override;
  absl::StatusOr<eventstore::Position> WaitBeyond(eventstore::Position position,
                                                  absl::Duration timeout,
                                                  std::stop_token stop) const override;
  const base::Clock& clock() const override;

  // The durable log as a hash tree.
  struct TreeHead {
    transparency::Frontier frontier;  // Its size is the last position.
    transparency::Hash root;
    absl::Time recorded_time;  // Of the last event; the epoch if there is none.
  };
  TreeHead tree_head() const;
  absl::StatusOr<std::string> TreeRoot(eventstore::Position size) const override;
  std::string log_id() const override;

  // The first `width` hashes of a tile that the durable log has. DATA_LOSS: it is missing.
  // INVALID_ARGUMENT: the log isn't so long.
  absl::StatusOr<std::string> ReadTile(const transparency::TileId& tile, std::uint64_t width) const;

  // The stored leaf hashes of `count` positions from `first` on, 32 bytes each.
  // INVALID_ARGUMENT: the log isn't so long.
  absl::StatusOr<std::string> LeafHashes(eventstore::Position first, std::uint64_t count) const;

  // What the database says of itself, by names of which each ends in its unit: sizes, memory,
  // compactions, stalls.
  std::map<std::string, std::uint64_t> DatabaseFigures() const;

  // Called now and then with how far it is; returning false stops with CANCELLED.
  using Progress = absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)>;

  // Reads everything and computes it again: hashes, order, times, tiles, frontier, and the postings
  // both ways. DATA_LOSS: names the first thing that is wrong.
  absl::Status VerifyAll(Progress progress) const;

 private:
  struct Parts;
  explicit RocksDbEventStore(std::unique_ptr<Parts> parts);

  const std::unique_ptr<Parts> parts_;
};

}  // namespace debut::eventstore_rocksdb
