#pragma once

#include "absl/time/civil_time.h"
#include "debut/registry/v1/registry_service.pb.h"
#include "domain/registry/party.h"

namespace debut::registry {

// The enterprise or branch that a complete party was asked for, as it was on a date.
v1::Enterprise EnterpriseOn(const Party& party, absl::CivilDay date);

}  // namespace debut::registry
