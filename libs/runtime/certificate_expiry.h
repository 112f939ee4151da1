#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace debut::runtime {

// When the first certificate of a PEM file ends, whosever it is. NOT_FOUND: there is none.
absl::StatusOr<absl::Time> CertificateExpiry(const std::string& file);

}  // namespace debut::runtime
