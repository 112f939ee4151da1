#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::promotion {

// debut.promotion.v1.PromotionService: measure 5 over the log. Thread-safe.
absl::StatusOr<runtime::HostedService> MakePromotionService(const runtime::ServiceContext& context);

}  // namespace debut::promotion
