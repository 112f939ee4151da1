#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::registry {

// debut.registry.v1.RegistryService: parties over the log. Thread-safe.
absl::StatusOr<runtime::HostedService> MakeRegistryService(const runtime::ServiceContext& context);

}  // namespace debut::registry
