#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::certification {

// debut.certification.v1.CertificationService: measure 1 over the log. Thread-safe.
absl::StatusOr<runtime::HostedService> MakeCertificationService(
    const runtime::ServiceContext& context);

}  // namespace debut::certification
