#include "archive/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <span>

#include "archive/heads_log.h"
#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "transparency/tile_path.h"

namespace debut::archive {
namespace {

using transparency::Checkpoint;
using transparency::Hash;
using transparency::kHashBytes;
using transparency::kTileWidth;

constexpr std::string_view kTextEnd = "\n\n";

bool IsOf(std::string_view entry, std::uint64_t position) {
  const auto header = eventstore::DecodeEntryHeader(entry);
  return header.ok() && header->position.value == position;
}

// What happened where the entry of `position` stands instead of `expected`, by what follows it.
FindingCode Misplacement(std::uint64_t position, std::uint64_t expected,
                         std::span<const std::string_view> following) {
  const auto is_expected = [&](std::string_view entry) { return IsOf(entry, expected); };
  if (position > expected) {
    return std::ranges::any_of(following, is_expected) ? FindingCode::kReordered
                                                       : FindingCode::kRemoved;
  }
  return !following.empty() && is_expected(following.front()) ? FindingCode::kInserted
                                                              : FindingCode::kReordered;
}

class Verifier {
 public:
  using Progress = absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)>;

  Verifier(const Archive& archive, const VerifyOptions& options, Progress progress)
      : archive_(archive), options_(options), progress_(progress), heads_(options.heads_file) {}

  absl::StatusOr<VerifyResult> Run() {
    ASSIGN_OR_RETURN(const std::string note, archive_.CheckpointNote());
    const auto head = Read(note, "the archive's head");
    if (!head) return result_;
    result_.head = *head;
    TakeNextHead();
    const std::uint64_t bundles = (head->size + kTileWidth - 1) / kTileWidth;
    for (std::uint64_t i = 0; i < bundles && !stopped_; ++i) {
      RETURN_IF_ERROR(CheckBundle(i));
      if (!progress_(std::min(tree_.size(), head->size), head->size)) {
        return absl::CancelledError("the verification was stopped");
      }
    }
    if (!stopped_) CheckEnd();
    return result_;
  }

 private:
  void Find(FindingCode code, std::uint64_t position, std::string text) {
    result_.findings.push_back({code, position, std::move(text)});
  }
  void FindAndStop(FindingCode code, std::uint64_t position, std::string text) {
    Find(code, position, std::move(text));
    stopped_ = true;
  }

  // The head in a note, also of a note that is badly signed, which is a finding.
  std::optional<Checkpoint> Read(std::string_view note, std::string_view what) {
    const auto opened = transparency::OpenNote(note, options_.verifiers);
    if (!opened.ok()) {
      Find(FindingCode::kBadSignature, 0,
           fmt::format("{}: {}", what, std::string(opened.status().message())));
    }
    const auto end = note.find(kTextEnd);
    const auto text = end == std::string_view::npos ? note : note.substr(0, end + 1);
    const auto head = Checkpoint::FromText(text);
    if (head.ok()) return *head;
    FindAndStop(FindingCode::kBadSignature, 0,
                fmt::format("{}: {}", what, std::string(head.status().message())));
    return std::nullopt;
  }

  // The next signed head whose size the tree has not reached.
  void TakeNextHead() {
    next_head_.reset();
    const auto note = heads_.Next();
    if (!note) return;
    auto head = Read(*note, fmt::format("signed head {}", result_.heads_count + 1));
    if (!head) return;
    if (head->origin != result_.head.origin) {
      FindAndStop(FindingCode::kFork, 0,
                  fmt::format("a head of {} among those of {}", head->origin, result_.head.origin));
    } else if (head->size < last_head_size_) {
      FindAndStop(FindingCode::kRollback, head->size,
                  fmt::format("a head of {} events was signed after one of {}", head->size,
                              last_head_size_));
    }
    last_head_size_ = head->size;
    next_head_ = std::move(head);
  }

  void CompareHeads() {
    while (!stopped_ && next_head_ && next_head_->size == tree_.size()) {
      const Hash root = tree_.frontier().Root();
      if (root != next_head_->root) {
        return FindAndStop(
            FindingCode::kFork, tree_.size(),
            fmt::format("the first {} events give root {}, and {} was signed", tree_.size(),
                        transparency::ToHex(root), transparency::ToHex(next_head_->root)));
      }
      ++result_.heads_count;
      TakeNextHead();
    }
  }

  absl::Status CheckBundle(std::uint64_t index);
  // `rest`: the entries from the one to check on, to the end of its bundle.
  void CheckEntry(std::span<const std::string_view> rest, std::string_view tile_hash);
  absl::Status CheckFullTiles();
  void CheckEnd();

  const Archive& archive_;
  const VerifyOptions& options_;
  const Progress progress_;
  HeadsReader heads_;
  std::optional<Checkpoint> next_head_;
  std::uint64_t last_head_size_ = 0;
  VerifyResult result_;
  transparency::GrowingTree tree_;
  std::vector<transparency::FullTile> full_;
  std::int64_t last_time_us_ = std::numeric_limits<std::int64_t>::min();
  bool stopped_ = false;
};

absl::Status Verifier::CheckBundle(std::uint64_t index) {
  const std::uint64_t width = transparency::TileWidth({0, index}, result_.head.size);
  const std::uint64_t first = index * kTileWidth + 1;
  const auto bundle = archive_.ReadEntries(index, width);
  if (absl::IsNotFound(bundle.status())) {
    FindAndStop(FindingCode::kTruncated, first,
                fmt::format("no entries from position {} on", first));
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(absl::IsDataLoss(bundle.status()) ? absl::OkStatus() : bundle.status());
  const auto entries = bundle.ok() ? transparency::SplitBundle(*bundle, width) : bundle.status();
  if (!entries.ok()) {
    FindAndStop(FindingCode::kAltered, first, std::string(entries.status().message()));
    return absl::OkStatus();
  }
  const auto hashes = archive_.ReadTile({0, index}, width);
  if (!hashes.ok()) {
    FindAndStop(FindingCode::kTileMismatch, first, std::string(hashes.status().message()));
    return absl::OkStatus();
  }
  for (std::size_t i = 0; i < entries->size() && !stopped_; ++i) {
    CheckEntry(std::span(*entries).subspan(i),
               std::string_view(*hashes).substr(i * kHashBytes, kHashBytes));
  }
  return CheckFullTiles();
}

void Verifier::CheckEntry(std::span<const std::string_view> rest, std::string_view tile_hash) {
  const std::string_view entry = rest.front();
  const std::uint64_t expected = tree_.size() + 1;
  const auto header = eventstore::DecodeEntryHeader(entry);
  if (!header.ok()) {
    return FindAndStop(FindingCode::kAltered, expected,
                       fmt::format("position {} holds no entry", expected));
  }
  const std::uint64_t position = header->position.value;
  if (position != expected) {
    return FindAndStop(Misplacement(position, expected, rest.subspan(1)), expected,
                       fmt::format("the entry of position {} stands at {}", position, expected));
  }
  const Hash leaf = transparency::LeafHash(entry);
  if (transparency::Bytes(leaf) != tile_hash) {
    return FindAndStop(FindingCode::kAltered, expected,
                       fmt::format("the entry at {} isn't what its hash says", expected));
  }
  if (header->recorded_time_us <= last_time_us_) {
    Find(FindingCode::kReordered, expected,
         fmt::format("the entry at {} was recorded before the one below it", expected));
  }
  last_time_us_ = header->recorded_time_us;
  tree_.Append(leaf, full_);
  CompareHeads();
}

absl::Status Verifier::CheckFullTiles() {
  for (const transparency::FullTile& tile : full_) {
    const auto stored = archive_.ReadTile(tile.id, kTileWidth);
    if (stored.ok() && *stored == tile.hashes) continue;
    if (absl::IsUnavailable(stored.status())) return stored.status();
    Find(FindingCode::kTileMismatch, 0,
         fmt::format("{} isn't that of the entries", TilePath(tile.id, kTileWidth)));
  }
  full_.clear();
  return absl::OkStatus();
}

void Verifier::CheckEnd() {
  for (int level = 1; level < transparency::kTileLevelsMax; ++level) {
    const std::string& edge = tree_.edge(level);
    if (edge.empty()) continue;
    const transparency::TileId tile{level, (tree_.size() >> (8 * level)) / kTileWidth};
    const auto stored = archive_.ReadTile(tile, edge.size() / kHashBytes);
    if (stored.ok() && *stored == edge) continue;
    Find(FindingCode::kTileMismatch, 0,
         fmt::format("{} isn't that of the entries", TilePath(tile, edge.size() / kHashBytes)));
  }
  const Hash root = tree_.frontier().Root();
  if (root != result_.head.root) {
    Find(FindingCode::kFork, tree_.size(),
         fmt::format("the entries give root {}, and the archive's head says {}",
                     transparency::ToHex(root), transparency::ToHex(result_.head.root)));
  }
  if (next_head_) {
    Find(FindingCode::kRollback, result_.head.size,
         fmt::format("the archive has {} events, and a head of {} was signed", result_.head.size,
                     next_head_->size));
  }
}

}  // namespace

std::string_view NameOf(FindingCode code) {
  switch (code) {
    case FindingCode::kAltered:
      return "ALTERED";
    case FindingCode::kRemoved:
      return "REMOVED";
    case FindingCode::kInserted:
      return "INSERTED";
    case FindingCode::kReordered:
      return "REORDERED";
    case FindingCode::kTruncated:
      return "TRUNCATED";
    case FindingCode::kRollback:
      return "ROLLBACK";
    case FindingCode::kFork:
      return "FORK";
    case FindingCode::kBadSignature:
      return "BAD_SIGNATURE";
    case FindingCode::kTileMismatch:
      return "TILE_MISMATCH";
  }
  return "";
}

absl::StatusOr<VerifyResult> VerifyArchive(
    const Archive& archive, const VerifyOptions& options,
    absl::FunctionRef<bool(std::uint64_t done, std::uint64_t total)> progress) {
  return Verifier(archive, options, progress).Run();
}

}  // namespace debut::archive
