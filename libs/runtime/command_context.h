#pragma once

#include <string>
#include <string_view>

#include "decision/outcome.h"
#include "runtime/caller.h"

namespace debut::runtime {

// What a decision needs to know of its caller. `domain`: the context that decides, "grants".
inline decision::CommandContext CommandContextOf(const Caller& caller, std::string_view domain) {
  return {.principal = caller.principal,
          .via = caller.via,
          .request_id = caller.request_id,
          .request_digest = caller.request_digest,
          .trace_parent = caller.trace_parent,
          .causation_id = "",
          .domain = std::string(domain)};
}

// Of the steps that a service takes by itself, as the principal that no caller may take. Without a
// request id: for commands that record nothing the second time.
inline decision::CommandContext SystemContext(std::string_view domain) {
  return CommandContextOf({.principal = kSystemPrincipal}, domain);
}

}  // namespace debut::runtime
