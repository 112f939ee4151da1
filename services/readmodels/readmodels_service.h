#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::readmodels {

// debut.readmodels.v1.ReadModelsService, with the projections behind it as its background; the rows
// live in <data_dir>/readmodels. Thread-safe.
absl::StatusOr<runtime::HostedService> MakeReadModelsService(
    const runtime::ServiceContext& context);

}  // namespace debut::readmodels
