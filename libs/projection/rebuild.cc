#include "projection/rebuild.h"

#include <utility>

#include "base/status_macros.h"

namespace debut::projection {
namespace {

constexpr std::size_t kReplayBatchEvents = 2'000;

// A row at a cursor; nothing at its end.
struct Place {
  explicit Place(const StoredRows& rows)
      : cursor(rows.Walk()), prefix_bytes(rows.prefix().size()) {}
  bool Valid() const { return cursor->Valid(); }
  std::string_view key() const { return cursor->key().substr(prefix_bytes); }

  std::unique_ptr<RowCursor> cursor;
  std::size_t prefix_bytes;
};

}  // namespace

absl::StatusOr<Comparison> CompareRows(const StoredRows& left_rows, const StoredRows& right_rows) {
  Comparison comparison;
  Place left(left_rows);
  Place right(right_rows);
  while (left.Valid() || right.Valid()) {
    const bool take_left = left.Valid() && (!right.Valid() || left.key() <= right.key());
    const bool take_right = right.Valid() && (!left.Valid() || right.key() <= left.key());
    ++comparison.rows_count;
    if (!take_left || !take_right || left.cursor->value() != right.cursor->value()) {
      if (comparison.differences_count++ < kDifferencesMax) {
        Comparison::Difference difference{.key = std::string((take_left ? left : right).key())};
        if (take_left) difference.left = std::string(left.cursor->value());
        if (take_right) difference.right = std::string(right.cursor->value());
        comparison.differences.push_back(std::move(difference));
      }
    }
    if (take_left) left.cursor->Next();
    if (take_right) right.cursor->Next();
  }
  RETURN_IF_ERROR(left.cursor->status());
  RETURN_IF_ERROR(right.cursor->status());
  return comparison;
}

absl::Status Replay(const eventstore::EventStore& log, const Projector& projector,
                    eventstore::Position up_to, Model& model, const RebuildObserver& observer) {
  if (up_to <= model.position()) return absl::OkStatus();
  absl::Status saved;
  Rows rows(model.Read());
  std::optional<eventstore::SequencedEvent> last;
  std::size_t count = 0;
  const auto save = [&] {
    saved = model.Save(rows, *last);
    rows = Rows(model.Read());
    last.reset();
    count = 0;
    if (saved.ok() && observer) saved = observer({.position = model.position(), .target = up_to});
    return saved.ok();
  };
  ASSIGN_OR_RETURN([[maybe_unused]] const eventstore::Position head,
                   log.Read(projector.Selects(), {.after = model.position(), .up_to = up_to},
                            [&](const eventstore::SequencedEvent& event) {
                              projector.Apply(event, rows);
                              last = event;
                              return ++count < kReplayBatchEvents || save();
                            }));
  if (saved.ok() && last) save();
  RETURN_IF_ERROR(saved);
  return model.SavePosition(up_to);
}

}  // namespace debut::projection
