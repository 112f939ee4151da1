#pragma once

#include <cstddef>
#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "decision/any_command.h"
#include "decision/outcome.h"

namespace debut::decision {

// What a command is answered with. Nothing: it is stale, so prepare it again.
using Answer = std::optional<absl::StatusOr<Outcome>>;

// A view before any event, with what it selects and a hash of both.
struct KeyedView {
  explicit KeyedView(std::unique_ptr<AnyView> initial_view);

  std::unique_ptr<AnyView> view;
  eventstore::Query query;
  std::size_t hash;
};

// A command that waits for its decision.
struct Job {
  Job(std::unique_ptr<AnyCommand> command_to_decide, const CommandContext& command_context,
      absl::Time answer_deadline);

  // INVALID_ARGUMENT: the boundary breaks a limit of the event store.
  absl::Status Validate() const;

  std::unique_ptr<AnyCommand> command;
  CommandContext context;
  absl::Time deadline;
  // Of the command, in its order; then of the request, if it has an id.
  std::vector<std::shared_ptr<const KeyedView>> reads;
  std::size_t items = 0;  // Of all queries together.
  std::promise<Answer> answer;
};

}  // namespace debut::decision
