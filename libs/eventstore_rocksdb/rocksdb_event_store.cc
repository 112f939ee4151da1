#include "eventstore_rocksdb/rocksdb_event_store.h"

#include <mutex>
#include <utility>

#include "base/status_macros.h"
#include "eventstore/validate.h"
#include "eventstore_rocksdb/commit_pipeline.h"
#include "eventstore_rocksdb/durable_head.h"
#include "eventstore_rocksdb/full_verify.h"
#include "eventstore_rocksdb/log_directory.h"
#include "eventstore_rocksdb/log_reader.h"
#include "eventstore_rocksdb/recovery.h"
#include "eventstore_rocksdb/stored_tree.h"
#include "eventstore_rocksdb/type_dictionary.h"

namespace debut::eventstore_rocksdb {

using eventstore::Position;

// In the order in which they depend on each other.
struct RocksDbEventStore::Parts {
  Options options;
  std::unique_ptr<LogDirectory> directory;
  TypeDictionary types;
  DurableHead head;
  std::mutex refusal_mutex;
  absl::Status refusal;  // Why nothing is appended any more.
  std::unique_ptr<CommitPipeline> pipeline;
};

RocksDbEventStore::RocksDbEventStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

absl::StatusOr<std::unique_ptr<RocksDbEventStore>> RocksDbEventStore::Open(Options options) {
  auto parts = std::make_unique<Parts>();
  parts->options = std::move(options);
  ASSIGN_OR_RETURN(parts->directory, LogDirectory::Open(parts->options));
  Database& database = parts->directory->database();
  HeadAnchor& anchor = parts->directory->anchor();
  ASSIGN_OR_RETURN(Recovered log, Recover(database, parts->types, anchor, parts->options));
  const TreeMark head{log.state.size(), log.state.frontier.Root()};
  parts->head.Publish(log.state, head.root);
  parts->pipeline = std::make_unique<CommitPipeline>(
      CommitSteps(Sequencer(database, parts->types, parts->options, std::move(log.state),
                            std::move(log.tree)),
                  std::make_unique<GroupWriter>(database, anchor, parts->options, head),
                  parts->head, parts->options.planted.answer_before_sync),
      parts->head, parts->options.on_fatal);
  return std::unique_ptr<RocksDbEventStore>(new RocksDbEventStore(std::move(parts)));
}

RocksDbEventStore::~RocksDbEventStore() { Close(); }

void RocksDbEventStore::Close() { parts_->head.Fail(absl::UnavailableError("the log is closed")); }

void RocksDbEventStore::RefuseAppends(const absl::Status& why) {
  const std::lock_guard lock(parts_->refusal_mutex);
  parts_->refusal.Update(why);
}

void RocksDbEventStore::AppendAsync(std::vector<eventstore::Event> events,
                                    std::optional<eventstore::AppendCondition> condition,
                                    AppendDone done) {
  auto append = std::make_unique<PreparedAppend>();
  append->events = std::move(events);
  append->condition = std::move(condition);
  absl::Status status = Prepare(*append);
  status.Update(parts_->head.Check());
  {
    const std::lock_guard lock(parts_->refusal_mutex);
    status.Update(parts_->refusal);
  }
  if (!status.ok()) return std::move(done)(std::move(status));
  append->done = std::move(done);
  parts_->pipeline->Submit(std::move(append));
}

absl::StatusOr<Position> RocksDbEventStore::ReadRaw(const eventstore::Query& query,
                                                    const eventstore::ReadOptions& options,
                                                    RawVisitor visit) const {
  RETURN_IF_ERROR(eventstore::ValidateQuery(query));
  RETURN_IF_ERROR(parts_->head.Check());
  const std::uint64_t head = parts_->head.position();
  RETURN_IF_ERROR(
      ReadEntries(parts_->directory->database(), parts_->types, query, options, head, visit));
  return Position{head};
}

absl::StatusOr<Position> RocksDbEventStore::Head() const {
  RETURN_IF_ERROR(parts_->head.Check());
  return Position{parts_->head.position()};
}

absl::StatusOr<Position> RocksDbEventStore::WaitBeyond(Position position, absl::Duration timeout,
                                                       std::stop_token stop) const {
  ASSIGN_OR_RETURN(const std::uint64_t head,
                   parts_->head.WaitBeyond(position.value, timeout, std::move(stop)));
  return Position{head};
}

const base::Clock& RocksDbEventStore::clock() const { return *parts_->options.clock; }

RocksDbEventStore::TreeHead RocksDbEventStore::tree_head() const {
  DurableHead::Published published = parts_->head.published();
  return {std::move(published.state.frontier), published.root,
          absl::FromUnixMicros(published.state.recorded_time_us)};
}

absl::StatusOr<std::string> RocksDbEventStore::TreeRoot(Position size) const {
  const TreeHead head = tree_head();
  if (size.value > head.frontier.size()) return absl::InvalidArgumentError("the log isn't so long");
  if (size.value == head.frontier.size()) return std::string(transparency::Bytes(head.root));
  ASSIGN_OR_RETURN(const transparency::Hash root,
                   StoredTree(parts_->directory->database()).Root(size.value));
  return std::string(transparency::Bytes(root));
}

std::string RocksDbEventStore::log_id() const { return parts_->directory->anchor().log_id(); }

absl::StatusOr<std::string> RocksDbEventStore::ReadTile(const transparency::TileId& tile,
                                                        std::uint64_t width) const {
  const bool level_exists = tile.level >= 0 && tile.level < transparency::kTileLevelsMax;
  if (!level_exists || width > transparency::TileWidth(tile, parts_->head.position())) {
    return absl::InvalidArgumentError("the log has no such tile");
  }
  return StoredTree(parts_->directory->database()).ReadTile(tile, width);
}

absl::StatusOr<std::string> RocksDbEventStore::LeafHashes(Position first,
                                                          std::uint64_t count) const {
  const std::uint64_t head = parts_->head.position();
  if (first.value == 0 || first.value > head + 1 || count > head + 1 - first.value) {
    return absl::InvalidArgumentError("the log has no such positions");
  }
  return StoredTree(parts_->directory->database()).LeafHashes(first.value, count);
}

std::map<std::string, std::uint64_t> RocksDbEventStore::DatabaseFigures() const {
  return parts_->directory->database().Figures();
}

absl::Status RocksDbEventStore::VerifyAll(Progress progress) const {
  return VerifyLog(parts_->directory->database(), parts_->types, parts_->head.published().state,
                   progress);
}

}  // namespace debut::eventstore_rocksdb
