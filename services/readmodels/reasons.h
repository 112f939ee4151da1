#pragma once

#include <string_view>

namespace debut::readmodels {

inline constexpr char kDomain[] = "readmodels";

// Why a query is not answered. Stable: clients compare them.
inline constexpr std::string_view kCapUnknown = "CAP_UNKNOWN";
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
inline constexpr std::string_view kRoundUnknown = "ROUND_UNKNOWN";
inline constexpr std::string_view kProductUnknown = "PRODUCT_UNKNOWN";
inline constexpr std::string_view kModelUnknown = "MODEL_UNKNOWN";
// The model has not come to at_least_position in time.
inline constexpr std::string_view kProjectionBehind = "PROJECTION_BEHIND";

}  // namespace debut::readmodels
