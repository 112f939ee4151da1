#include "eventstore/raw_log.h"

#include <future>
#include <memory>
#include <utility>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore/follow.h"

namespace debut::eventstore {

absl::StatusOr<AppendResult> RawLog::Append(std::vector<Event> events,
                                            std::optional<AppendCondition> condition) {
  // Shared: the thread that answers may still be inside set_value when the waiting one returns.
  auto answer = std::make_shared<std::promise<absl::StatusOr<AppendResult>>>();
  AppendAsync(
      std::move(events), std::move(condition),
      [answer](absl::StatusOr<AppendResult> result) { answer->set_value(std::move(result)); });
  return answer->get_future().get();
}

absl::StatusOr<Position> RawLog::Read(const Query& query, const ReadOptions& options,
                                      Visitor visit) const {
  absl::Status damage;
  ASSIGN_OR_RETURN(const Position head,
                   ReadRaw(query, options, [&](Position, std::string_view entry) {
                     const absl::StatusOr<SequencedEvent> event = DecodeEntry(entry);
                     damage.Update(event.status());
                     return event.ok() && visit(*event);
                   }));
  RETURN_IF_ERROR(damage);
  return head;
}

absl::Status RawLog::Subscribe(const Query& query, const SubscribeOptions& options,
                               std::stop_token stop, Subscriber subscriber) const {
  return Follow(*this, query, options, std::move(stop), subscriber);
}

absl::StatusOr<std::string> RawLog::TreeRoot(Position) const {
  return absl::UnimplementedError("this log is no hash tree");
}

}  // namespace debut::eventstore
