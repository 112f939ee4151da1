#include "decision/execute.h"

#include "decision/group.h"

namespace debut::decision {

absl::StatusOr<Outcome> ExecuteBoxed(eventstore::EventStore& store,
                                     std::unique_ptr<AnyCommand> command,
                                     const CommandContext& context) {
  auto job = std::make_unique<Job>(std::move(command), context, absl::InfiniteFuture());
  RETURN_IF_ERROR(job->Validate());
  std::future<Answer> answer = job->answer.get_future();
  ViewCache nothing_cached(0);
  Group group(store, nothing_cached);
  ENSURE(group.TryAdd(job), "a group takes its first job");
  ENSURE(group.Run().empty(), "the events of a validated job fit into one append");
  return answer.get().value_or(StaleError());
}

}  // namespace debut::decision
