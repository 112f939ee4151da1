#include "services/debut/log_restore.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "archive/archive_source.h"
#include "archive/heads_log.h"
#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/log_rebuild.h"
#include "services/debut/audit.h"
#include "transparency/proofs.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using archive::Finding;
using archive::FindingCode;
using eventstore_rocksdb::LogRebuild;
using transparency::Checkpoint;

constexpr std::uint64_t kRangeEntries = 16 * transparency::kTileWidth;

class Restoration {
 public:
  Restoration(const BackupRepository& repository, const RestorePoint& point,
              const std::vector<transparency::NoteVerifier>& keys, LogRebuild& rebuild)
      : archive_(repository.log()),
        point_(point),
        keys_(keys),
        heads_(repository.heads_file()),
        rebuild_(rebuild) {}

  absl::StatusOr<RestoredLog> Run(archive::VerifyProgress progress) {
    const std::uint64_t end = point_.position.value_or(point_.backup.head.size);
    RETURN_IF_ERROR(CheckBegin(end));
    ASSIGN_OR_RETURN(const auto source, archive::ArchiveSource::Open(archive_));
    RETURN_IF_ERROR(NextHead());
    while (!restored_.finding && !over_ && rebuild_.size() < end) {
      if (!progress(rebuild_.size(), end)) return absl::CancelledError("the restore was stopped");
      RETURN_IF_ERROR(CopyRange(source, std::min(end, rebuild_.size() + kRangeEntries)));
    }
    RETURN_IF_ERROR(rebuild_.Flush());
    progress(rebuild_.size(), rebuild_.size());
    restored_.size = rebuild_.size();
    restored_.root = rebuild_.Root();
    if (restored_.finding) return std::move(restored_);
    if (restored_.size == 0) {
      return absl::InvalidArgumentError("--to-time: nothing was recorded by then");
    }
    RETURN_IF_ERROR(Prove());
    return std::move(restored_);
  }

 private:
  auto reader() {
    return [this](const transparency::TileId& tile, std::uint64_t width) {
      return archive_.ReadTile(tile, width);
    };
  }
  void Find(FindingCode code, std::uint64_t position, std::string text) {
    if (!restored_.finding) restored_.finding = Finding{code, position, std::move(text)};
  }

  // What an earlier run has left has to be the beginning of this one.
  absl::Status CheckBegin(std::uint64_t end) {
    const std::uint64_t begin = rebuild_.size();
    if (begin == 0) return absl::OkStatus();
    ASSIGN_OR_RETURN(const auto root, transparency::RootFromTiles(begin, reader()));
    if (begin <= end && root == rebuild_.Root()) return absl::OkStatus();
    return absl::FailedPreconditionError(
        "an earlier restore has left more than this, or another log: remove log.restoring");
  }

  // The next signed head behind what is restored.
  absl::Status NextHead() {
    head_.reset();
    while (const auto note = heads_.Next()) {
      const auto head = OpenHead(*note, keys_);
      if (!head.ok()) {
        Find(FindingCode::kBadSignature, 0, std::string(head.status().message()));
      } else if (head->size > rebuild_.size()) {
        head_ = *head;
        return absl::OkStatus();
      }
    }
    return absl::OkStatus();
  }

  absl::Status CopyRange(const archive::LogSource& source, std::uint64_t end) {
    absl::Status added;
    const std::uint64_t first = rebuild_.size() + 1;
    const absl::Status read =
        source.ReadEntries(first, end + 1 - first, [&](auto, auto, std::string_view entry) {
          if (added.ok() && !over_ && !restored_.finding) added = Add(entry);
        });
    if (absl::IsUnavailable(added) || absl::IsUnavailable(read)) return added.ok() ? read : added;
    if (!added.ok() || !read.ok()) {
      Find(FindingCode::kAltered, rebuild_.size() + 1,
           std::string((added.ok() ? read : added).message()));
    } else if (!over_ && rebuild_.size() < end) {
      Find(FindingCode::kRemoved, rebuild_.size() + 1, "the archive lacks entries from here on");
    }
    return absl::OkStatus();
  }

  absl::Status Add(std::string_view entry) {
    ASSIGN_OR_RETURN(const auto header, eventstore::DecodeEntryHeader(entry));
    const absl::Time recorded = absl::FromUnixMicros(header.recorded_time_us);
    if (point_.time && recorded > *point_.time) {
      over_ = true;
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(rebuild_.Add(entry));
    restored_.recorded_time = recorded;
    while (head_ && head_->size == rebuild_.size()) {
      if (head_->root != rebuild_.Root()) {
        Find(FindingCode::kFork, head_->size,
             fmt::format("the entries give root {}, and {} was signed",
                         transparency::ToHex(rebuild_.Root()), transparency::ToHex(head_->root)));
        return absl::OkStatus();
      }
      ++restored_.heads_count;
      RETURN_IF_ERROR(NextHead());
    }
    return absl::OkStatus();
  }

  // That what was restored is the beginning of what the backup's head was signed for.
  absl::Status Prove() {
    const auto head = OpenHead(point_.backup.note, keys_);
    if (!head.ok()) {
      Find(FindingCode::kBadSignature, 0, std::string(head.status().message()));
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const auto proof,
                     transparency::ConsistencyProof(restored_.size, head->size, reader()));
    if (!transparency::VerifyConsistency(restored_.size, head->size, restored_.root, head->root,
                                         proof)
             .ok()) {
      Find(FindingCode::kFork, restored_.size,
           fmt::format("what was restored isn't the beginning of the signed head of {} events",
                       head->size));
    }
    return absl::OkStatus();
  }

  const archive::Archive archive_;
  const RestorePoint& point_;
  const std::vector<transparency::NoteVerifier>& keys_;
  archive::HeadsReader heads_;
  LogRebuild& rebuild_;
  std::optional<Checkpoint> head_;
  bool over_ = false;  // The next entry is too late.
  RestoredLog restored_;
};

}  // namespace

absl::StatusOr<RestoredLog> RestoreLog(const BackupRepository& repository,
                                       const RestorePoint& point,
                                       const std::vector<transparency::NoteVerifier>& keys,
                                       const fs::path& into, archive::VerifyProgress progress) {
  const std::string id =
      absl::HexStringToBytes({point.backup.log_id.data(), point.backup.log_id.size()});
  if (id.empty()) {
    return absl::InvalidArgumentError("the backup doesn't know the log's id: say --log-id");
  }
  std::error_code error;
  fs::create_directories(into.parent_path(), error);
  eventstore_rocksdb::Options options;
  options.directory = into;
  options.log_id = id;
  ASSIGN_OR_RETURN(const auto rebuild, LogRebuild::Open(std::move(options)));
  return Restoration(repository, point, keys, *rebuild).Run(progress);
}

}  // namespace debut::cli
