#include "services/debut/checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace debut::cli {
namespace {

constexpr double kGib = 1 << 30;

// Two units, as "2h30m"; a day has 24 hours.
std::string Rough(absl::Duration duration) {
  if (duration >= absl::Hours(48)) {
    return fmt::format("{} days", absl::ToInt64Hours(duration) / 24);
  }
  const absl::Duration unit = duration >= absl::Hours(1)     ? absl::Minutes(1)
                              : duration >= absl::Seconds(1) ? absl::Seconds(1)
                                                             : absl::Milliseconds(1);
  return absl::FormatDuration(absl::Trunc(duration, unit));
}

// Of a figure that is bad when it is high.
Verdict Judge(absl::Duration value, const absl::Duration (&limits)[2]) {
  if (value > limits[1]) return Verdict::kFail;
  return value > limits[0] ? Verdict::kWarn : Verdict::kOk;
}

Check Judged(Check check) {
  if (check.verdict == Verdict::kOk) check.remedy.clear();
  return check;
}

}  // namespace

std::string TextOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kOk:
      return "OK";
    case Verdict::kWarn:
      return "WARN";
    case Verdict::kFail:
      break;
  }
  return "FAIL";
}

Check CheckServer(const absl::Status& answer, absl::Duration took) {
  if (answer.ok()) {
    return {.name = "server", .finding = fmt::format("answered in {}", Rough(took))};
  }
  return {.name = "server",
          .verdict = Verdict::kFail,
          .finding = answer.ToString(),
          .remedy =
              "is it running? systemctl status debutd; right address? --server HOST:PORT; "
              "certificates? --tls-dir DIR"};
}

Check CheckClock(bool synchronised, absl::Time last_recorded, absl::Time now) {
  const absl::Duration ahead = last_recorded - now;
  if (ahead > kClockAheadMax) {
    return {
        .name = "clock",
        .verdict = Verdict::kFail,
        .finding = fmt::format("the last event was recorded {} from now: this machine's clock is "
                               "behind, or the log's was ahead",
                               Rough(ahead)),
        .remedy =
            "compare with another machine; timedatectl set-ntp true. The log never goes "
            "back in time, so its times stay ahead until the clock has caught up"};
  }
  if (!synchronised) {
    return {.name = "clock",
            .verdict = Verdict::kWarn,
            .finding = "nothing keeps this machine's clock right",
            .remedy = "apt install systemd-timesyncd (or chrony); timedatectl"};
  }
  return {.name = "clock", .finding = "kept right by the network, and not behind the log"};
}

Check CheckDisk(const std::string& where, double free_bytes, double size_bytes) {
  const double share = size_bytes > 0 ? free_bytes / size_bytes : 0;
  const Verdict verdict = share < kDiskFreeShare[1]   ? Verdict::kFail
                          : share < kDiskFreeShare[0] ? Verdict::kWarn
                                                      : Verdict::kOk;
  return Judged({.name = "disk",
                 .verdict = verdict,
                 .finding = fmt::format("{}: {:.1f} GiB of {:.1f} are free, {:.0f} %", where,
                                        free_bytes / kGib, size_bytes / kGib, 100 * share),
                 .remedy = "make room, but never in log/ or archive/: docs/runbook.md, Disk"});
}

Check CheckCertificate(const std::string& what, absl::Time expiry, absl::Time now) {
  const absl::Duration left = expiry - now;
  const Verdict verdict = left < kCertificateLeft[1]   ? Verdict::kFail
                          : left < kCertificateLeft[0] ? Verdict::kWarn
                                                       : Verdict::kOk;
  const std::string day = absl::FormatTime("%Y-%m-%d %H:%M", expiry, absl::UTCTimeZone());
  return Judged({.name = "certificate",
                 .verdict = verdict,
                 .finding = left > absl::ZeroDuration()
                                ? fmt::format("{}: until {} UTC, {} left", what, day, Rough(left))
                                : fmt::format("{}: ended on {} UTC", what, day),
                 .remedy = "deploy/certs renew; it is read again without a restart"});
}

Check CheckModel(const readmodels::v1::GetProjectionStatusResponse::Projection& model,
                 absl::Duration age) {
  const std::string name = "model " + model.name();
  if (!model.trouble().empty()) {
    return {.name = name,
            .verdict = Verdict::kFail,
            .finding = fmt::format("at {}: {}", model.position(), model.trouble()),
            .remedy = "docs/runbook.md, DebutProjectionFailing"};
  }
  std::string finding = fmt::format("at {}, {} rows", model.position(), model.rows_count());
  if (model.lag_count() > 0) {
    finding += fmt::format(", {} events behind, for {}", model.lag_count(), Rough(age));
  }
  return Judged({.name = name,
                 .verdict = Judge(age, kModelLag),
                 .finding = std::move(finding),
                 .remedy = "wait, and look again; docs/runbook.md, DebutProjectionLate"});
}

Check CheckHead(const eventlog::v1::GetCheckpointResponse& head, std::uint64_t log_size,
                absl::Duration age) {
  if (!head.problem().empty()) {
    return {.name = "signed head",
            .verdict = Verdict::kFail,
            .finding = head.problem(),
            .remedy = "an incident: docs/runbook.md, DebutHeadsRefused"};
  }
  std::string finding = fmt::format("covers {} events", head.size());
  if (head.size() < log_size) {
    finding += fmt::format(" of {}, the next one waits for {}", log_size, Rough(age));
  }
  return Judged({.name = "signed head",
                 .verdict = Judge(age, kHeadAge),
                 .finding = std::move(finding),
                 .remedy = "docs/runbook.md, DebutHeadsLate"});
}

Check CheckBackup(const std::string& repository, absl::Time made, std::uint64_t size,
                  absl::Time now) {
  const absl::Duration age = std::max(now - made, absl::ZeroDuration());
  return Judged({.name = "backup",
                 .verdict = Judge(age, kBackupAge),
                 .finding = fmt::format("{}: the newest is {} old, of {} events", repository,
                                        Rough(age), size),
                 .remedy = "systemctl status debut-backup.timer debut-backup.service; "
                           "debut backup create"});
}

Check CouldNotLook(std::string name, const absl::Status& why, std::string remedy) {
  return {.name = std::move(name),
          .verdict = Verdict::kFail,
          .finding = why.ToString(),
          .remedy = std::move(remedy)};
}

}  // namespace debut::cli
