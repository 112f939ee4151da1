#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/field_errors.h"

namespace debut::grants {

inline constexpr int kYearMin = 2000;
inline constexpr int kYearMax = 2199;

inline std::uint32_t ReadYear(std::string_view field, std::uint32_t year,
                              runtime::FieldErrors& errors) {
  return static_cast<std::uint32_t>(errors.InRange(field, year, kYearMin, kYearMax));
}

}  // namespace debut::grants
