#include "eventstore_rocksdb/recovery.h"

#include <fmt/format.h>
#include <rocksdb/write_batch.h>
#include <spdlog/spdlog.h>

#include <span>

#include "absl/strings/escaping.h"
#include "base/status_macros.h"
#include "eventstore_rocksdb/damage.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/entry_batch.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/status.h"
#include "eventstore_rocksdb/stored_tree.h"
#include "eventstore_rocksdb/tail_check.h"
#include "eventstore_rocksdb/type_dictionary.h"

namespace debut::eventstore_rocksdb {
namespace {

absl::Status CheckIdentity(const Database& database, const HeadAnchor& anchor) {
  ASSIGN_OR_RETURN(const auto format, database.Get(Family::kMeta, kFormatKey));
  if (!format) return Damage("the database has lost its format version");
  if (LoadBigEndian(*format) > kFormatVersion) {
    return absl::FailedPreconditionError(
        fmt::format("the database has format {}, this program knows {} at most: install the newer "
                    "version",
                    LoadBigEndian(*format), kFormatVersion));
  }
  ASSIGN_OR_RETURN(const auto log_id, database.Get(Family::kMeta, kLogIdKey));
  if (log_id == anchor.log_id()) return absl::OkStatus();
  return absl::FailedPreconditionError(fmt::format(
      "the head anchor is that of log {}, the database that of log {}: put back the "
      "file that belongs to this database",
      absl::BytesToHexString(anchor.log_id()), absl::BytesToHexString(log_id.value_or(""))));
}

absl::StatusOr<LogState> ReadState(const Database& database) {
  ASSIGN_OR_RETURN(const auto bytes, database.Get(Family::kMeta, kHeadKey));
  if (!bytes) return LogState{};
  return LogState::Parse(*bytes);
}

std::string Describe(const TreeMark& mark) {
  return fmt::format("position {} (root {})", mark.size, transparency::ToHex(mark.root));
}

absl::Status Mismatch(const LogState& state, const AnchorMark& mark, std::string_view what) {
  const TreeMark head{state.size(), state.frontier.Root()};
  return Damage(fmt::format("{}: the database's head is {}, the head anchor's {}", what,
                            Describe(head), Describe(mark.after)));
}

// Adds the group that the anchor holds, just as it was to be added.
absl::Status Redo(Database& database, TypeDictionary& types, const HeadAnchor::Slot& slot,
                  Recovered& log) {
  const AnchorMark& mark = slot.mark;
  EntryBatch batch(database);
  for (const std::string& entry : slot.entries) {
    const absl::Status added = batch.AddAgain(entry, types, log.tree, log.state);
    if (!added.ok()) {
      return Mismatch(log.state, mark, "the head anchor's group doesn't continue the log");
    }
  }
  log.state.sequence = mark.sequence;
  if (TreeMark{log.state.size(), log.state.frontier.Root()} != mark.after) {
    return Mismatch(log.state, mark, "the head anchor's group leads to another root");
  }
  batch.Finish(log.state);
  RETURN_IF_ERROR(
      base::Annotate(database.Write(batch.batch()), "redoing the group of the head anchor"));
  spdlog::warn("redid {} events up to position {} from the head anchor: the last stop was a crash",
               slot.entries.size(), log.state.size());
  return absl::OkStatus();
}

absl::Status Reconcile(Database& database, TypeDictionary& types, const HeadAnchor& anchor,
                       Recovered& log) {
  const AnchorMark& mark = anchor.newest().mark;
  if (log.state.sequence < mark.sequence) {
    const bool crashed_between =
        mark.kind == AnchorKind::kGroup && log.state.sequence + 1 == mark.sequence &&
        !anchor.newest().entries.empty() &&
        mark.before == TreeMark{log.state.size(), log.state.frontier.Root()};
    if (crashed_between) return Redo(database, types, anchor.newest(), log);
    return Mismatch(log.state, mark, "the database has lost events");
  }
  // The crash may have torn the newest slot; then the database is one group ahead of the other.
  if (mark.kind == AnchorKind::kGroup && log.state.sequence > mark.sequence + 1) {
    return Mismatch(log.state, mark, "the head anchor is older than the database");
  }
  if (mark.after.size > log.state.size()) {
    return Mismatch(log.state, mark, "the database has lost events");
  }
  ASSIGN_OR_RETURN(const auto root, StoredTree(database).Root(mark.after.size));
  if (root != mark.after.root) {
    return Mismatch(log.state, mark, "the database isn't the log that was anchored");
  }
  return absl::OkStatus();
}

absl::Status AnchorAgain(HeadAnchor& anchor, const LogState& state, AnchorMode mode) {
  const AnchorKind kind =
      mode == AnchorMode::kBeforeAnswer ? AnchorKind::kGroup : AnchorKind::kLagging;
  const AnchorMark& newest = anchor.newest().mark;
  if (newest.sequence == state.sequence && newest.kind == kind) return absl::OkStatus();
  const TreeMark head{state.size(), state.frontier.Root()};
  return anchor.Write({kind, anchor.log_id(), state.sequence, head, head}, {}, {});
}

}  // namespace

absl::Status Initialise(Database& database, const std::string& log_id) {
  ASSIGN_OR_RETURN(const auto format, database.Get(Family::kMeta, kFormatKey));
  if (format) return absl::OkStatus();
  rocksdb::WriteBatch batch;
  rocksdb::ColumnFamilyHandle* const meta = database.family(Family::kMeta);
  const auto slice = [](std::string_view bytes) {
    return rocksdb::Slice(bytes.data(), bytes.size());
  };
  RETURN_IF_ERROR(FromRocksDb(batch.Put(meta, slice(kFormatKey), BigEndian32(kFormatVersion)),
                              "initialising the log"));
  RETURN_IF_ERROR(FromRocksDb(batch.Put(meta, slice(kLogIdKey), log_id), "initialising the log"));
  return database.Write(batch);
}

absl::StatusOr<Recovered> Recover(Database& database, TypeDictionary& types, HeadAnchor& anchor,
                                  const Options& options) {
  RETURN_IF_ERROR(CheckIdentity(database, anchor));
  RETURN_IF_ERROR(types.Load(database));
  Recovered log;
  ASSIGN_OR_RETURN(log.state, ReadState(database));
  const AnchorMark& mark = anchor.newest().mark;
  auto tree = CheckTail(database, types, log.state, mark.before.size + 1);
  if (!tree.ok()) {
    return base::Annotate(tree.status(),
                          fmt::format("the head anchor is at {}", Describe(mark.after)));
  }
  log.tree = *std::move(tree);
  RETURN_IF_ERROR(Reconcile(database, types, anchor, log));
  RETURN_IF_ERROR(AnchorAgain(anchor, log.state, options.anchor_mode));
  return log;
}

}  // namespace debut::eventstore_rocksdb
