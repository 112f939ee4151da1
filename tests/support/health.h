#pragma once

#include <string>

namespace debut::test {

// What grpc.health.v1.Health/Check answers, in the enum's words ("SERVING", "NOT_SERVING"), or the
// name of the status code. `service`: full name, or empty for the whole server.
std::string HealthOf(const std::string& address, const std::string& service = "");

}  // namespace debut::test
