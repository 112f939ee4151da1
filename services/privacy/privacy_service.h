#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "runtime/program.h"

namespace debut::privacy {

inline constexpr std::string_view kDomain = "privacy";

// debut.privacy.v1.PrivacyService, and the eraser in its background. Requires the process that has
// the log and the vault: INVALID_ARGUMENT elsewhere. Thread-safe.
absl::StatusOr<runtime::HostedService> MakePrivacyService(const runtime::ServiceContext& context);

}  // namespace debut::privacy
