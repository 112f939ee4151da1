#pragma once

#include "domain/grants/end_payment.h"
#include "services/grants/preparation.h"

namespace debut::grants {

// A command about a payment order: its claim and its batch are looked up.
template <typename Command>
auto PrepareForOrder(const runtime::ServiceContext& context, const Command& asked) {
  return [&context, &asked]() -> absl::StatusOr<Command> {
    Command command = asked;
    ASSIGN_OR_RETURN(const auto order, decision::Loader(context.store)(OrderFile{asked.order_id}));
    command.claim_id = order.claim_id;
    command.batch_id = order.batch_id;
    return command;
  };
}

}  // namespace debut::grants
