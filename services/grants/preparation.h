#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "decision/decider.h"
#include "decision/loader.h"
#include "domain/grants/claim_keys.h"
#include "runtime/caller.h"
#include "runtime/command_context.h"
#include "runtime/program.h"

// What the handlers share.
namespace debut::grants {

inline constexpr char kDomain[] = "grants";
inline constexpr std::size_t kReferenceCharactersMax = 64;  // Of a bank.
inline constexpr std::size_t kGroundsCharactersMax = 1'000;

// The claim as it is now: the answer to a command that found its work done.
inline absl::StatusOr<ClaimFile> ClaimNow(const runtime::ServiceContext& context,
                                          const std::string& claim_id) {
  return decision::Loader(context.store)(ClaimFile{claim_id});
}

// Lets a command, or what prepares one, decide for the caller.
template <typename C>
absl::StatusOr<decision::Outcome> DecideFor(const runtime::ServiceContext& context,
                                            const runtime::Caller& caller, C&& command) {
  return context.decider.Decide(std::forward<C>(command),
                                runtime::CommandContextOf(caller, kDomain), caller.deadline);
}

// Prepares a command on a claim that is asked for: looks up its keys.
template <typename Command>
auto WithKeys(const runtime::ServiceContext& context, const Command& asked) {
  return [&context, &asked]() -> absl::StatusOr<Command> {
    Command command = asked;
    ASSIGN_OR_RETURN(command.claim,
                     KeysOfClaim(asked.claim.claim_id, decision::Loader(context.store)));
    return command;
  };
}

}  // namespace debut::grants
