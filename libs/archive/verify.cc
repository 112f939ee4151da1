#include "archive/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "archive/archive_source.h"
#include "archive/ordered_run.h"
#include "archive/signed_heads.h"
#include "archive/tile_comparison.h"
#include "base/status_macros.h"
#include "eventstore/entry_codec.h"

namespace debut::archive {
namespace {

using transparency::Checkpoint;
using transparency::Hash;
using transparency::kHashBytes;

constexpr std::uint64_t kRangeEntries = 16 * transparency::kTileWidth;

std::string Describe(const Checkpoint& head) {
  return fmt::format("{} events with root {}", head.size, transparency::ToHex(head.root));
}

// Puts the ranges together in order, and says what is wrong.
class Verifier {
 public:
  Verifier(const LogSource& source, const VerifyOptions& options)
      : source_(source),
        options_(options),
        heads_(options.verifiers, options.heads_file, result_.findings),
        tiles_(source, options.reference) {}

  absl::StatusOr<VerifyResult> Run(VerifyProgress progress) {
    std::optional<Checkpoint> own;
    if (const std::string note = source_.note(); !note.empty()) {
      own = heads_.Read(note, "the log's head");
      if (!own) return std::move(result_);
      heads_.ExpectOrigin(own->origin);
    }
    heads_.Advance();
    const std::uint64_t size = source_.size();
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    OrderedRun<RangeResult> ranges(
        (size + kRangeEntries - 1) / kRangeEntries, options_.threads > 0 ? options_.threads : cores,
        [&](std::uint64_t i) {
          const std::uint64_t first = i * kRangeEntries + 1;
          return CheckRange(source_, first, std::min(kRangeEntries, size + 1 - first),
                            options_.coverage, options_.on_entry);
        });
    bool go_on = progress(0, size);
    while (go_on && !broken_) {
      const auto range = ranges.Next();
      if (!range) break;
      RETURN_IF_ERROR(range->status);
      RETURN_IF_ERROR(Take(*range));
      go_on = progress(tree_.size(), size);
    }
    if (!go_on) return absl::CancelledError("the verification was stopped");
    if (broken_) {
      RETURN_IF_ERROR(Explain(*broken_));
    } else {
      RETURN_IF_ERROR(tiles_.ComparePartial(tree_));
      const std::uint64_t heads_count = result_.heads_count;
      if (own) Compare(*own);
      result_.heads_count = heads_count;
      CheckEnd();
    }
    Judge();
    result_.head = own ? *own : Checkpoint{heads_.origin(), tree_.size(), tree_.frontier().Root()};
    result_.whole = !broken_;
    return std::move(result_);
  }

 private:
  void Find(FindingCode code, std::uint64_t position, std::string text) {
    result_.findings.push_back({code, position, std::move(text)});
  }

  absl::Status Take(const RangeResult& range);
  void Compare(const Checkpoint& head);
  absl::Status Explain(const Break& broken);
  absl::StatusOr<bool> StandsBehind(std::uint64_t position, std::uint64_t place) const;
  void CheckEnd();
  void Judge();
  void JudgeFrontier();
  std::uint64_t Blame(std::uint64_t up_to) const;

  const LogSource& source_;
  const VerifyOptions& options_;
  VerifyResult result_;
  SignedHeads heads_;
  TileComparison tiles_;
  transparency::GrowingTree tree_;
  std::vector<transparency::FullTile> full_;
  std::vector<Suspect> suspects_;  // Of the entries; those of the tiles are in tiles_.
  std::optional<std::int64_t> last_time_us_;
  std::optional<Break> broken_;
  std::uint64_t agreed_ = 0;  // The largest size at which a signed head agrees.
  std::optional<Checkpoint> disagreed_;
  Hash ours_at_disagreement_{};
};

absl::Status Verifier::Take(const RangeResult& range) {
  std::ranges::copy(range.suspects, std::back_inserter(suspects_));
  result_.hashed += range.hashed;
  std::uint64_t disordered = range.disordered;
  if (range.first_time_us && last_time_us_ && *range.first_time_us <= *last_time_us_) {
    disordered = tree_.size() + 1;
  }
  if (disordered > 0) {
    Find(FindingCode::kReordered, disordered,
         fmt::format("the entry at {} was recorded before the one below it", disordered));
  }
  last_time_us_ = range.last_time_us;
  for (std::string_view rest = range.leaves; !rest.empty(); rest.remove_prefix(kHashBytes)) {
    tree_.Append(transparency::HashFromBytes(rest.substr(0, kHashBytes)), full_);
    while (heads_.next() && heads_.next()->size == tree_.size()) {
      Compare(*heads_.next());
      heads_.Advance();
    }
    for (const transparency::FullTile& tile : full_) RETURN_IF_ERROR(tiles_.Compare(tile));
    full_.clear();
  }
  broken_ = range.broken;
  return absl::OkStatus();
}

void Verifier::Compare(const Checkpoint& head) {
  if (disagreed_) return;
  const Hash root = tree_.frontier().Root();
  if (head.size == tree_.size() && head.root == root) {
    ++result_.heads_count;
    agreed_ = head.size;
  } else {
    disagreed_ = head;
    ours_at_disagreement_ = root;
  }
}

// Whether the entry of `position` stands anywhere behind `place`.
absl::StatusOr<bool> Verifier::StandsBehind(std::uint64_t position, std::uint64_t place) const {
  bool found = false;
  const std::uint64_t end = std::max(source_.size(), source_.last_place());
  for (std::uint64_t first = place + 1; first <= end && !found; first += kRangeEntries) {
    const absl::Status read = source_.ReadEntries(
        first, std::min(kRangeEntries, end + 1 - first), [&](auto, auto, std::string_view entry) {
          const auto header = eventstore::DecodeEntryHeader(entry);
          found = found || (header.ok() && header->position.value == position);
        });
    if (absl::IsUnavailable(read)) return read;
  }
  return found;
}

absl::Status Verifier::Explain(const Break& broken) {
  RETURN_IF_ERROR(tiles_.CompareEdge(tree_));
  const std::uint64_t place = broken.place;
  if (broken.kind == Break::Kind::kUnreadable) {
    Find(FindingCode::kAltered, place, broken.text);
  } else if (broken.kind == Break::Kind::kMissing) {
    const bool end = source_.last_place() < place;
    bool later = false;
    if (!end) {
      RETURN_IF_ERROR(source_.ReadEntries(place, source_.last_place() + 1 - place,
                                          [&](auto, auto, auto) { later = true; }));
    }
    Find(later ? FindingCode::kRemoved : FindingCode::kTruncated, place,
         later ? broken.text : fmt::format("no entries from position {} on", place));
  } else if (broken.says > place) {
    ASSIGN_OR_RETURN(const bool later, StandsBehind(place, place));
    Find(later ? FindingCode::kReordered : FindingCode::kRemoved, place, broken.text);
  } else {
    bool next_is_it = false;
    RETURN_IF_ERROR(source_.ReadEntries(place + 1, 1, [&](auto, auto, std::string_view entry) {
      const auto header = eventstore::DecodeEntryHeader(entry);
      next_is_it = header.ok() && header->position.value == place;
    }));
    // Of two entries that claim a position, the one that the tree doesn't know was put in.
    const bool before = tiles_.Contradicts(place - 1);
    std::erase_if(result_.findings, [&](const Finding& finding) {
      return finding.code == FindingCode::kReordered && finding.position + 1 >= place;
    });
    Find(next_is_it ? FindingCode::kInserted : FindingCode::kReordered,
         next_is_it && before ? place - 1 : place, broken.text);
  }
  return absl::OkStatus();
}

void Verifier::CheckEnd() {
  if (source_.last_place() > source_.size()) {
    Find(FindingCode::kInserted, source_.size() + 1,
         fmt::format("entries stand behind the last one, up to place {}", source_.last_place()));
  }
  if (heads_.next() && !disagreed_) {
    Find(FindingCode::kRollback, tree_.size() + 1,
         fmt::format("the log has {}, and {} were signed",
                     Describe({"", tree_.size(), tree_.frontier().Root()}),
                     Describe(*heads_.next())));
  }
}

// Where entries that a head covers are first known to differ.
std::uint64_t Verifier::Blame(std::uint64_t up_to) const {
  const std::uint64_t known = tiles_.first_difference_from_reference();
  return known > agreed_ && known <= up_to ? known : agreed_ + 1;
}

void Verifier::Judge() {
  std::ranges::copy(tiles_.suspects(), std::back_inserter(suspects_));
  // Those of lower tiles before those of upper ones, which they are below.
  std::ranges::stable_sort(suspects_, {}, &Suspect::last);
  const transparency::Frontier* const kept = source_.frontier();
  const bool consistent = broken_ || kept == nullptr || *kept == tree_.frontier();
  const bool doubtful = broken_ || disagreed_ || (!consistent && agreed_ < tree_.size());
  std::optional<Finding> altered;
  for (const Suspect& suspect : suspects_) {
    if (!doubtful || suspect.last <= agreed_) {
      Find(FindingCode::kTileMismatch, suspect.first, suspect.text);
    } else if (!altered) {
      const std::uint64_t known = tiles_.first_difference_from_reference();
      const bool known_here = known >= suspect.first && known <= suspect.last;
      altered = {FindingCode::kAltered, known_here ? known : suspect.first, suspect.text};
    }
  }
  if (broken_) {
    const std::uint64_t end = result_.findings.back().position;
    if (altered && altered->position < end) result_.findings.push_back(*std::move(altered));
    return;
  }
  if (altered) {
    result_.findings.push_back(*std::move(altered));
  } else if (disagreed_) {
    const std::uint64_t first = Blame(disagreed_->size);
    Find(consistent ? FindingCode::kFork : FindingCode::kAltered, first,
         fmt::format("between positions {} and {}: the entries give root {}, and {} was signed",
                     first, disagreed_->size, transparency::ToHex(ours_at_disagreement_),
                     transparency::ToHex(disagreed_->root)));
  } else if (!consistent) {
    JudgeFrontier();
  }
}

// The kept tree isn't that of the entries, and no tile says where.
void Verifier::JudgeFrontier() {
  const auto& kept = source_.frontier()->nodes();
  const auto& ours = tree_.frontier().nodes();
  std::uint64_t first = 1;  // Of the first node that differs.
  std::uint64_t left = tree_.size();
  for (std::size_t i = 0; i < ours.size() && i < kept.size() && ours[i] == kept[i]; ++i) {
    const std::uint64_t width = std::bit_floor(left);
    first += width;
    left -= width;
  }
  if (agreed_ == tree_.size()) {
    Find(FindingCode::kTileMismatch, first, "the kept frontier isn't that of the entries");
  } else {
    Find(FindingCode::kAltered, std::max(first, Blame(tree_.size())),
         "from here on the entries aren't those that the kept frontier was made of");
  }
}

}  // namespace

absl::StatusOr<VerifyResult> VerifyLog(const LogSource& source, const VerifyOptions& options,
                                       VerifyProgress progress) {
  return Verifier(source, options).Run(progress);
}

absl::StatusOr<VerifyResult> VerifyArchive(const Archive& archive, const VerifyOptions& options,
                                           VerifyProgress progress) {
  const auto source = ArchiveSource::Open(archive);
  if (source.ok()) return VerifyLog(*source, options, progress);
  if (!absl::IsInvalidArgument(source.status())) return source.status();
  return VerifyResult{
      .head = {},
      .findings = {{FindingCode::kBadSignature, 0, std::string(source.status().message())}}};
}

}  // namespace debut::archive
