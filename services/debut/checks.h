#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "debut/eventlog/v1/transparency_service.pb.h"
#include "debut/readmodels/v1/readmodels_service.pb.h"

// What `debut doctor` thinks of what it has found: each a function of figures alone.
namespace debut::cli {

enum class Verdict { kOk, kWarn, kFail };

// One line of `debut doctor`.
struct Check {
  std::string name;  // "clock", "disk", "model caps".
  Verdict verdict = Verdict::kOk;
  std::string finding;      // What is so.
  std::string remedy = {};  // What to do; empty if nothing is wrong.
};

// Beyond the first of two it is a warning, beyond the second a failure.
inline constexpr absl::Duration kClockAheadMax = absl::Seconds(1);
inline constexpr double kDiskFreeShare[] = {0.15, 0.05};
inline constexpr absl::Duration kCertificateLeft[] = {absl::Hours(14 * 24), absl::Hours(24)};
inline constexpr absl::Duration kModelLag[] = {absl::Seconds(5), absl::Seconds(60)};
inline constexpr absl::Duration kHeadAge[] = {absl::Seconds(10), absl::Seconds(60)};
inline constexpr absl::Duration kBackupAge[] = {absl::Hours(3), absl::Hours(26)};

// The server answered, or why not.
Check CheckServer(const absl::Status& answer, absl::Duration took);

// `synchronised`: what the kernel says of this machine's clock. `last_recorded`: of the log's last
// event; the infinite past without one.
Check CheckClock(bool synchronised, absl::Time last_recorded, absl::Time now);

// `where`: a directory, or a process.
Check CheckDisk(const std::string& where, double free_bytes, double size_bytes);

// `what`: a file, or a process.
Check CheckCertificate(const std::string& what, absl::Time expiry, absl::Time now);

// `age`: how long the first event that the model hasn't seen has been in the log.
Check CheckModel(const readmodels::v1::GetProjectionStatusResponse::Projection& model,
                 absl::Duration age);

// `age`: how long the first event that the head doesn't cover has been in the log.
Check CheckHead(const eventlog::v1::GetCheckpointResponse& head, std::uint64_t log_size,
                absl::Duration age);

// `made`: the newest backup, of `size` events.
Check CheckBackup(const std::string& repository, absl::Time made, std::uint64_t size,
                  absl::Time now);

// Something could not be looked at.
Check CouldNotLook(std::string name, const absl::Status& why, std::string remedy);

std::string TextOf(Verdict verdict);  // "OK", "WARN", "FAIL".

}  // namespace debut::cli
