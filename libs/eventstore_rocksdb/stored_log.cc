#include "eventstore_rocksdb/stored_log.h"

#include <fmt/format.h>
#include <rocksdb/file_system.h>
#include <rocksdb/iterator.h>

#include <algorithm>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/entry_reader.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/options.h"
#include "eventstore_rocksdb/status.h"
#include "eventstore_rocksdb/stored_tree.h"

namespace debut::eventstore_rocksdb {

using archive::Finding;
using archive::FindingCode;

StoredLog::~StoredLog() = default;

absl::StatusOr<std::unique_ptr<StoredLog>> StoredLog::Open(const std::string& directory) {
  rocksdb::FileSystem& files = *rocksdb::FileSystem::Default();
  const std::string path = directory + "/db";
  if (!files.FileExists(path, rocksdb::IOOptions(), nullptr).ok()) {
    return absl::NotFoundError(fmt::format("{} has no database", directory));
  }
  auto log = std::unique_ptr<StoredLog>(new StoredLog);
  ASSIGN_OR_RETURN(log->database_, Database::OpenReadOnly(path, Options()));
  ASSIGN_OR_RETURN(const auto format, log->database_->Get(Family::kMeta, kFormatKey));
  if (format && LoadBigEndian(*format) > kFormatVersion) {
    return absl::FailedPreconditionError(
        fmt::format("the database has format {}, this program knows {} at most",
                    LoadBigEndian(*format), kFormatVersion));
  }
  ASSIGN_OR_RETURN(const auto log_id, log->database_->Get(Family::kMeta, kLogIdKey));
  log->log_id_ = log_id.value_or("");
  if (const absl::Status loaded = log->types_.Load(*log->database_); absl::IsDataLoss(loaded)) {
    log->findings_.push_back({FindingCode::kIndexMismatch, 0, std::string(loaded.message())});
  } else if (!loaded.ok()) {
    return loaded;
  }
  RETURN_IF_ERROR(log->FindLastPlace());
  log->ReadState();
  RETURN_IF_ERROR(log->ReadAnchor(directory + "/head.anchor"));
  return log;
}

absl::Status StoredLog::FindLastPlace() {
  const auto iterator = database_->Scan(Family::kEntries);
  iterator->SeekToLast();
  if (iterator->Valid()) last_place_ = LoadBigEndian(iterator->key().ToStringView());
  return FromRocksDb(iterator->status(), "reading entries");
}

void StoredLog::ReadState() {
  const auto bytes = database_->Get(Family::kMeta, kHeadKey);
  if (bytes.ok() && !*bytes && last_place_ == 0) {
    state_.emplace();
    return;
  }
  auto state =
      bytes.ok() && *bytes ? LogState::Parse(**bytes) : absl::DataLossError("the head isn't there");
  if (state.ok()) {
    state_ = *std::move(state);
  } else {
    findings_.push_back({FindingCode::kTileMismatch, 1,
                         fmt::format("the kept frontier can't be read: {}",
                                     std::string(state.status().message()))});
  }
}

absl::Status StoredLog::ReadAnchor(const std::string& path) {
  const auto slot = HeadAnchor::Read(*rocksdb::FileSystem::Default(), path);
  const auto find = [this](std::string text) {
    findings_.push_back({FindingCode::kTruncated, size() + 1, std::move(text)});
  };
  if (absl::IsFailedPrecondition(slot.status())) return slot.status();
  if (!slot.ok() || !*slot) {
    find("the head anchor is missing or damaged, so that a lost end can't be excluded");
    return absl::OkStatus();
  }
  const AnchorMark& mark = (*slot)->mark;
  if (mark.log_id != log_id_) {
    find("the head anchor is that of another log");
  } else if (state_ && mark.after.size > state_->size()) {
    const TreeMark head{state_->size(), state_->frontier.Root()};
    if (mark.kind != AnchorKind::kGroup || mark.sequence != state_->sequence + 1 ||
        mark.before != head) {
      find(fmt::format("the database ends at {}, and the head anchor says {}", head.size,
                       mark.after.size));
      return absl::OkStatus();
    }
    redone_ = (*slot)->entries;
    redone_frontier_ = state_->frontier;
    for (const std::string& entry : redone_) {
      redone_frontier_.Append(transparency::LeafHash(entry));
    }
    last_place_ = std::max(last_place_, size());
  }
  return absl::OkStatus();
}

std::uint64_t StoredLog::size() const {
  return state_ ? state_->size() + redone_.size() : last_place_;
}

const transparency::Frontier* StoredLog::frontier() const {
  if (!state_) return nullptr;
  return redone_.empty() ? &state_->frontier : &redone_frontier_;
}

absl::Status StoredLog::ReadEntries(std::uint64_t first, std::uint64_t count, Visit visit) const {
  const auto iterator = database_->Scan(Family::kEntries, /*bulk=*/true);
  const PositionKey key = BigEndian(first);
  for (iterator->Seek({key.data(), key.size()}); iterator->Valid(); iterator->Next()) {
    const std::string_view found = iterator->key().ToStringView();
    if (found.size() != kPositionBytes) return absl::DataLossError("a malformed key of an entry");
    const std::uint64_t place = LoadBigEndian(found);
    if (place >= first + count) break;
    ASSIGN_OR_RETURN(const StoredEntry stored,
                     SplitStoredEntry(place, iterator->value().ToStringView()));
    visit(place, stored.leaf_hash, stored.entry);
  }
  RETURN_IF_ERROR(FromRocksDb(iterator->status(), "reading entries"));
  for (std::size_t i = 0; i < redone_.size(); ++i) {
    const std::uint64_t place = state_->size() + 1 + i;
    if (place >= first && place < first + count) visit(place, "", redone_[i]);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> StoredLog::ReadTile(const transparency::TileId& tile,
                                                std::uint64_t width) const {
  const std::uint64_t begin = tile.index * transparency::kTileWidth;
  if (redone_.empty() || tile.level > 0 || begin + width <= state_->size()) {
    return StoredTree(*database_).ReadTile(tile, width);
  }
  std::string hashes;
  for (std::uint64_t place = begin + 1; place <= begin + width; ++place) {
    if (place > state_->size()) {
      const std::string& entry = redone_.at(place - state_->size() - 1);
      hashes += transparency::Bytes(transparency::LeafHash(entry));
    } else {
      ASSIGN_OR_RETURN(const std::string hash, StoredTree(*database_).LeafHashes(place, 1));
      hashes += hash;
    }
  }
  return hashes;
}

void StoredLog::ExpectIndexed(std::uint64_t position, std::string_view entry) {
  if (position > (state_ ? state_->size() : last_place_)) return;
  PostingSum sum(seed_);
  const auto view = eventstore::ViewEntry(entry);
  const bool numbered = view.ok() && sum.AddThoseOf(*view, types_);
  const std::lock_guard lock(mutex_);
  expected_.Add(sum);
  if (!numbered && (without_type_ == 0 || position < without_type_)) without_type_ = position;
}

absl::StatusOr<std::optional<Finding>> StoredLog::CheckIndex() const {
  if (without_type_ > 0) {
    return Finding{FindingCode::kIndexMismatch, without_type_,
                   fmt::format("the type of the event at {} has no number", without_type_)};
  }
  const auto unreadable = [](const absl::Status& status) -> absl::StatusOr<std::optional<Finding>> {
    if (!absl::IsDataLoss(status)) return status;
    return Finding{FindingCode::kIndexMismatch, 0, std::string(status.message())};
  };
  const auto stored = SumOfStoredPostings(*database_, UINT64_MAX, seed_);
  if (!stored.ok()) return unreadable(stored.status());
  if (*stored == expected_) return std::nullopt;
  const std::uint64_t end = state_ ? state_->size() : last_place_;
  const auto bad = FindBadPosting(*database_, types_, end);
  if (!bad.ok()) return unreadable(bad.status());
  if (*bad) return Finding{FindingCode::kIndexMismatch, (*bad)->position, (*bad)->text};
  return Finding{FindingCode::kIndexMismatch, end + 1,
                 "the index has postings behind the log's end"};
}

absl::StatusOr<archive::VerifyResult> VerifyStoredLog(const std::string& directory,
                                                      archive::VerifyOptions options,
                                                      archive::VerifyProgress progress) {
  auto log = StoredLog::Open(directory);
  if (absl::IsDataLoss(log.status())) {
    archive::VerifyResult damaged;
    damaged.findings.push_back({FindingCode::kAltered, 0, std::string(log.status().message())});
    return damaged;
  }
  RETURN_IF_ERROR(log.status());
  options.on_entry = [&](std::uint64_t position, std::string_view entry) {
    (*log)->ExpectIndexed(position, entry);
  };
  ASSIGN_OR_RETURN(archive::VerifyResult result, archive::VerifyLog(**log, options, progress));
  const bool altered = std::ranges::any_of(result.findings, [](const Finding& finding) {
    return finding.code == FindingCode::kAltered;
  });
  std::ranges::copy((*log)->findings(), std::back_inserter(result.findings));
  if (result.whole && !altered && result.hashed == (*log)->size()) {
    ASSIGN_OR_RETURN(const auto index, (*log)->CheckIndex());
    if (index) result.findings.push_back(*index);
  }
  return result;
}

}  // namespace debut::eventstore_rocksdb
