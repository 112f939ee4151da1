#pragma once

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::grants {

// debut.grants.v1.GrantsService: budgets, rounds, claims, awards and payments over the log.
// Thread-safe.
absl::StatusOr<runtime::HostedService> MakeGrantsService(const runtime::ServiceContext& context);

// debut.grants.v1.ClaimReviewService: what happens to claims besides. Thread-safe.
absl::StatusOr<runtime::HostedService> MakeClaimReviewService(
    const runtime::ServiceContext& context);

}  // namespace debut::grants
