#pragma once

#include <concepts>
#include <string>

#include "absl/status/statusor.h"
#include "decision/loader.h"
#include "domain/grants/check_duplicates.h"
#include "domain/grants/claim_keys.h"
#include "domain/grants/decide_reduction.h"
#include "domain/grants/end_payment.h"
#include "domain/grants/objection.h"
#include "domain/grants/submit_claim.h"
#include "runtime/serve_command.h"

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

// A command that reads all that bears on a claim: its keys are looked up.
template <typename Command>
requires std::same_as<decltype(Command::claim), ClaimKeys> absl::StatusOr<Command> Prepared(
    const eventstore::EventStore& store, const Command& asked) {
  Command command = asked;
  ASSIGN_OR_RETURN(command.claim, KeysOfClaim(asked.claim.claim_id, decision::Loader(store)));
  return command;
}

// A command about a payment order: its claim and its batch are looked up.
template <typename Command>
requires std::same_as<Command, SettlePayment> || std::same_as<Command, ReturnPayment>
    absl::StatusOr<Command> Prepared(const eventstore::EventStore& store, const Command& asked) {
  Command command = asked;
  ASSIGN_OR_RETURN(const auto order, decision::Loader(store)(OrderFile{asked.order_id}));
  command.claim_id = order.claim_id;
  command.batch_id = order.batch_id;
  return command;
}

// A command that resolves an objection: its claim is looked up.
template <typename Command>
requires std::same_as<Command, UpholdObjection> || std::same_as<Command, DismissObjection>
    absl::StatusOr<Command> Prepared(const eventstore::EventStore& store, const Command& asked) {
  Command command = asked;
  ASSIGN_OR_RETURN(const auto objection,
                   decision::Loader(store)(ObjectionFile{asked.objection_id}));
  command.claim_id = objection.claim_id;
  return command;
}

inline absl::StatusOr<SubmitClaim> Prepared(const eventstore::EventStore& store,
                                            const SubmitClaim& asked) {
  return Prepared(asked, decision::Loader(store));
}

inline absl::StatusOr<CheckDuplicates> Prepared(const eventstore::EventStore& store,
                                                const CheckDuplicates& asked) {
  return Prepared(asked, decision::Loader(store));
}

inline absl::StatusOr<DecideReduction> Prepared(const eventstore::EventStore& store,
                                                const DecideReduction& asked) {
  return Prepared(asked, decision::Loader(store));
}

}  // namespace debut::grants
