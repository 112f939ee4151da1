#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "archive/archive.h"
#include "archive/trust_policy.h"
#include "transparency/checkpoint.h"

namespace debut::eventlog {

// Asks the witnesses of a trust policy to cosign the log's heads. Not thread-safe.
class Witnesses {
 public:
  Witnesses(archive::TrustPolicy policy, archive::Archive archive,
            absl::Duration timeout = absl::Seconds(5))
      : policy_(std::move(policy)), archive_(std::move(archive)), timeout_(timeout) {}

  // The note of a head that the archive has, with the cosignatures of those who gave one. Who can't
  // be reached is passed over. DATA_LOSS begins with ROLLBACK or FORK: a witness has cosigned more,
  // or another history.
  absl::StatusOr<std::string> Cosign(const std::string& note, const transparency::Checkpoint& head);

 private:
  absl::StatusOr<std::string> Ask(const archive::TrustPolicy::Witness& witness,
                                  const std::string& note, const transparency::Checkpoint& head);

  const archive::TrustPolicy policy_;
  const archive::Archive archive_;
  const absl::Duration timeout_;
  std::map<std::string, std::uint64_t> remembered_;  // The size of each one's last head.
};

}  // namespace debut::eventlog
