#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::market {

// debut.market.v1.MarketService: contracts and the first entry into the market over the log.
// Thread-safe.
absl::StatusOr<runtime::HostedService> MakeMarketService(const runtime::ServiceContext& context);

}  // namespace debut::market
