#include "tests/simulation/log_as_of.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/ensure.h"
#include "base/status_macros.h"
#include "decision/rejection_status.h"

namespace debut::simulation {

using eventstore::Event;
using eventstore::Position;
using eventstore::SequencedEvent;

absl::StatusOr<eventstore::AppendResult> LogAsOf::Append(
    std::vector<Event>, std::optional<eventstore::AppendCondition>) {
  return absl::UnimplementedError("for reading only");
}

absl::StatusOr<Position> LogAsOf::Read(const eventstore::Query& query,
                                       const eventstore::ReadOptions& options,
                                       Visitor visit) const {
  ENSURE(options.direction == eventstore::Direction::kForwards, "views are read forwards");
  std::uint64_t end = position_;
  if (options.up_to) end = std::min(end, options.up_to->value);
  for (std::uint64_t i = options.after.value; i < end; ++i) {
    if (!query.Matches({i + 1}, events_[i].event)) continue;
    if (!visit(events_[i])) break;
  }
  return Position{position_};
}

absl::StatusOr<Position> LogAsOf::Head() const { return Position{position_}; }

absl::Status LogAsOf::Subscribe(const eventstore::Query&, const eventstore::SubscribeOptions&,
                                std::stop_token, Subscriber) const {
  return absl::UnimplementedError("nothing follows");
}

absl::StatusOr<std::vector<Event>> DecideOn(const eventstore::EventStore& log,
                                            const Question& question) {
  ASSIGN_OR_RETURN(const auto command, question.prepare(log));
  const auto views = command->Reads();
  std::vector<const decision::AnyView*> folded;
  for (const auto& view : views) {
    const eventstore::Query query = view->Selects();
    if (!query.items.empty()) {
      RETURN_IF_ERROR(log.Read(query, {},
                               [&](const SequencedEvent& event) {
                                 view->Apply(event);
                                 return true;
                               })
                          .status());
    }
    folded.push_back(view.get());
  }
  decision::Decision decided = command->Decide(folded);
  if (auto* events = std::get_if<std::vector<Event>>(&decided)) return std::move(*events);
  if (std::holds_alternative<decision::Stale>(decided)) return absl::AbortedError("stale");
  return decision::RejectionStatus(decided, question.context.domain);
}

}  // namespace debut::simulation
