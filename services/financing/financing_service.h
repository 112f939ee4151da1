#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::financing {

// debut.financing.v1.FinancingService: lenders, loans and interest over the log. Thread-safe.
absl::StatusOr<runtime::HostedService> MakeFinancingService(const runtime::ServiceContext& context);

}  // namespace debut::financing
