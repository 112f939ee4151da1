#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/policy/policy_in_force.h"

namespace debut::policy {

// Adopts a policy version. Its effective date may lie ahead: it changes nothing before that day,
// and never what a round has pinned.
struct AdoptPolicy {
  std::string version_id;  // As the text says.
  std::string text;        // One that ReadPolicy() finds nothing wrong with.
  absl::CivilDay effective_date;
  std::string document;

  std::tuple<PolicyByVersion> Reads() const { return {PolicyByVersion{version_id}}; }
  // Nothing if this text was adopted with this effective date.
  decision::Decision Decide(const PolicyByVersion& same_id) const;
};

static_assert(decision::Command<AdoptPolicy>);

}  // namespace debut::policy
