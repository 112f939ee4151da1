#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace debut::test {

// Calls any method, "debut.grants.v1.GrantsService/ProposeAward", by bytes alone: one request, and
// the answers, of which a unary method has one. `principal` (percent-encoded): who calls; empty:
// nobody. The status is the server's, without details.
absl::StatusOr<std::vector<std::string>> CallRaw(const std::string& address,
                                                 const std::string& method,
                                                 const std::string& request = "",
                                                 const std::string& principal = "");

// What grpc.health.v1.Health/Check answers, in the enum's words ("SERVING", "NOT_SERVING"), or the
// name of the status code. `service`: full name, or empty for the whole server.
std::string HealthOf(const std::string& address, const std::string& service = "");

// Full names of the services that the server offers, by its reflection service.
absl::StatusOr<std::vector<std::string>> ServicesOf(const std::string& address);

}  // namespace debut::test
