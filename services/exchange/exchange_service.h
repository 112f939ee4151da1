#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::exchange {

// debut.exchange.v1.ExchangeService: conferences and exhibitions over the log. Thread-safe.
absl::StatusOr<runtime::HostedService> MakeExchangeService(const runtime::ServiceContext& context);

}  // namespace debut::exchange
