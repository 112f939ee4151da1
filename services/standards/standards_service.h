#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::standards {

// debut.standards.v1.StandardsService: standards for first-created products over the log.
// Thread-safe.
absl::StatusOr<runtime::HostedService> MakeStandardsService(const runtime::ServiceContext& context);

}  // namespace debut::standards
