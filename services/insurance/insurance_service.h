#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::insurance {

// debut.insurance.v1.InsuranceService: insurers, policies and premiums over the log. Thread-safe.
absl::StatusOr<runtime::HostedService> MakeInsuranceService(const runtime::ServiceContext& context);

}  // namespace debut::insurance
