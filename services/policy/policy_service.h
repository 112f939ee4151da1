#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::policy {

// debut.policy.v1.PolicyService: policy versions, adopted into the log. Thread-safe.
absl::StatusOr<runtime::HostedService> MakePolicyService(const runtime::ServiceContext& context);

}  // namespace debut::policy
