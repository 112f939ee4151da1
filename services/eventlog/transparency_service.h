#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::eventlog {

// debut.eventlog.v1.TransparencyService, and the publisher behind it, as the configuration says
// (config.proto, Signing). Requires a context that has the log itself.
// INVALID_ARGUMENT, DATA_LOSS: the key can't be used.
absl::StatusOr<runtime::HostedService> MakeTransparencyService(
    const runtime::ServiceContext& context);

}  // namespace debut::eventlog
