#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "decision/any_command.h"
#include "decision/outcome.h"
#include "eventstore/event_store.h"

namespace debut::simulation {

// Something that is asked of the services, by somebody who asks again until there is an answer.
struct Question {
  decision::CommandContext context;
  // Looks up the keys of its command, as the service's handler does.
  std::function<absl::StatusOr<std::unique_ptr<decision::AnyCommand>>(
      const eventstore::EventStore& store)>
      prepare;
  // Called once, when an answer says that it is done. May be empty.
  std::function<void()> done;
};
using QuestionPtr = std::shared_ptr<const Question>;

using GivenAnswer = absl::StatusOr<decision::Outcome>;

// Whether nobody need ask again.
bool IsDefinite(const GivenAnswer& answer);

}  // namespace debut::simulation
