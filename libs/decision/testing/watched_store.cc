#include "decision/testing/watched_store.h"

#include "base/status_macros.h"

namespace debut::decision::testing {

using eventstore::AppendCondition;
using eventstore::AppendResult;
using eventstore::Position;

absl::StatusOr<AppendResult> WatchedStore::Append(std::vector<eventstore::Event> events,
                                                  std::optional<AppendCondition> condition) {
  ++appends;
  if (condition) last_condition = *condition;
  RETURN_IF_ERROR(before_append());
  const auto result = store_->Append(std::move(events), std::move(condition));
  if (result.ok()) RETURN_IF_ERROR(after_append());
  return result;
}

absl::StatusOr<Position> WatchedStore::Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const {
  ++reads;
  RETURN_IF_ERROR(before_read());
  absl::Status cut;
  const auto head = store_->Read(query, options, [&](const eventstore::SequencedEvent& event) {
    cut = before_event();
    if (!cut.ok()) return false;
    ++delivered;
    return visit(event);
  });
  RETURN_IF_ERROR(cut);
  return head;
}

}  // namespace debut::decision::testing
