#pragma once

#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/decider.h"
#include "runtime/acts.h"
#include "runtime/command_context.h"

namespace debut::runtime {

// The last two of a handler's four steps: decides what the caller asks for, and answers with what
// was recorded. `asked` is a command, or prepares one; `Response` has a field `recorded`;
// `fill(outcome, response)` adds what the response says besides; `domain` is the context, "grants".
// Status codes: see decision::Decider.
template <typename Response, typename CommandOrPreparation, typename Fill>
absl::StatusOr<Response> DecideAndAnswer(decision::Decider& decider, std::string_view domain,
                                         const Caller& caller, CommandOrPreparation asked,
                                         Fill fill) {
  ASSIGN_OR_RETURN(
      const decision::Outcome outcome,
      decider.Decide(std::move(asked), CommandContextOf(caller, domain), caller.deadline));
  Response response;
  *response.mutable_recorded() = RecordedOf(outcome);
  fill(outcome, response);
  return response;
}

}  // namespace debut::runtime
