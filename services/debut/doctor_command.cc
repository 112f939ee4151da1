#include <fmt/format.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "absl/time/civil_time.h"
#include "base/clock.h"
#include "eventstore/lag.h"
#include "runtime/certificate_expiry.h"
#include "runtime/scrape.h"
#include "services/debut/audit.h"
#include "services/debut/audited_log.h"
#include "services/debut/backup_repository.h"
#include "services/debut/checks.h"
#include "services/debut/commands.h"
#include "services/debut/exit_codes.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"

namespace debut::cli {
namespace {

using eventstore::EventStore;
using eventstore::Position;

struct DoctorOptions {
  std::string data_dir;
  std::vector<std::string> certificates;
  std::string repository;
  std::vector<std::string> metrics;
};

constexpr absl::Duration kScrapeTimeout = absl::Seconds(10);

// When a backup was made, which its name says: "20261123T121500Z", and a number for more of one
// second.
absl::StatusOr<absl::Time> TimeOfBackup(std::string_view name) {
  absl::CivilSecond second;
  std::string text(name.substr(0, name.find('Z')));
  for (const std::size_t at : {4, 7, 13, 16}) {
    if (at < text.size()) text.insert(at, at < 13 ? "-" : ":");
  }
  if (absl::ParseCivilTime(text, &second)) return absl::FromCivil(second, absl::UTCTimeZone());
  return absl::DataLossError(fmt::format("{} is no time", name));
}

// Looks at everything that it was told of, and prints as it goes.
class Doctor {
 public:
  Doctor(const DoctorOptions& options, Session& session) : options_(options), session_(session) {}

  absl::Status Look() {
    LookAtServer();
    if (!options_.data_dir.empty()) LookAtDisk();
    for (const std::string& address : options_.metrics) LookAtProcess(address);
    std::vector<std::string> certificates = options_.certificates;
    if (const std::string own = session_.certificate_file(); !own.empty()) {
      certificates.push_back(own);
    }
    for (const std::string& file : certificates) LookAtCertificate(file);
    if (!options_.repository.empty()) LookAtBackups();
    if (failed_) session_.SetExitCode(kExitRefused);
    if (!session_.json() && !failed_) fmt::print("nothing fails\n");
    return absl::OkStatus();
  }

 private:
  static absl::Time Now() { return base::SystemClock().Now(); }

  void Print(const Check& check) {
    failed_ = failed_ || check.verdict == Verdict::kFail;
    if (session_.json()) {
      const nlohmann::json object = {{"check", check.name},
                                     {"verdict", TextOf(check.verdict)},
                                     {"finding", check.finding},
                                     {"remedy", check.remedy}};
      fmt::print("{}\n", JsonLine(object));
      return;
    }
    fmt::print("{:<5} {:<16} {}\n", TextOf(check.verdict), check.name, check.finding);
    if (!check.remedy.empty()) fmt::print("{:<5} {:<16} → {}\n", "", "", check.remedy);
  }

  void LookAtServer() {
    readmodels::v1::GetProjectionStatusResponse models;
    const auto start = std::chrono::steady_clock::now();
    const absl::Status answer =
        session_.client().Call(std::string(kReadModels) + "GetProjectionStatus",
                               readmodels::v1::GetProjectionStatusRequest(), models);
    Print(CheckServer(answer, absl::FromChrono(std::chrono::steady_clock::now() - start)));
    if (!answer.ok()) return LookAtClock(absl::InfinitePast());
    const auto log = OpenAuditedLog(session_);
    if (!log.ok()) {
      Print(CouldNotLook("log", log.status(), "--server eventlog=HOST:PORT"));
      return;
    }
    LookAtLog(**log, models);
  }

  void LookAtLog(const EventStore& log, const readmodels::v1::GetProjectionStatusResponse& models) {
    absl::Time last = absl::InfinitePast();
    const auto head = log.Read({}, {.direction = eventstore::Direction::kBackwards, .limit = 1},
                               [&](const eventstore::SequencedEvent& event) {
                                 last = event.recorded_time;
                                 return false;
                               });
    if (!head.ok()) {
      Print(CouldNotLook("log", head.status(), "the role log.reader is needed; --as, --tls-dir"));
      return;
    }
    Print({.name = "log", .finding = fmt::format("{} events", head->value)});
    LookAtClock(last);
    LookAtHead(log, *head);
    for (const auto& model : models.projections()) {
      Print(CheckModel(model, AgeBeyond(log, {model.position()})));
    }
  }

  static absl::Duration AgeBeyond(const EventStore& log, Position seen) {
    const auto lag = eventstore::LagBehind(log, seen, Now());
    return lag.ok() ? lag->age : absl::ZeroDuration();
  }

  void LookAtClock(absl::Time last_recorded) {
    timex state{};
    Print(CheckClock(adjtimex(&state) != TIME_ERROR, last_recorded, Now()));
  }

  void LookAtHead(const EventStore& log, Position size) {
    if (size.value == 0) return;
    eventlog::v1::GetCheckpointResponse head;
    const absl::Status answer =
        session_.client().Call(std::string(kTransparencyService) + "GetCheckpoint",
                               eventlog::v1::GetCheckpointRequest(), head);
    Print(answer.ok() ? CheckHead(head, size.value, AgeBeyond(log, {head.size()}))
                      : CouldNotLook("signed head", answer, "docs/runbook.md, DebutHeadsLate"));
  }

  void LookAtDisk() {
    struct statvfs disk {};
    if (statvfs(options_.data_dir.c_str(), &disk) != 0) {
      Print(CouldNotLook("disk", absl::NotFoundError(options_.data_dir + " can't be looked at"),
                         "--data-dir is of the machine where doctor runs; else --metrics"));
      return;
    }
    const auto bytes = [&](fsblkcnt_t blocks) {
      return static_cast<double>(blocks) * static_cast<double>(disk.f_frsize);
    };
    Print(CheckDisk(options_.data_dir, bytes(disk.f_bavail), bytes(disk.f_blocks)));
  }

  void LookAtProcess(const std::string& address) {
    const auto samples = runtime::Scrape(address, kScrapeTimeout);
    if (!samples.ok()) {
      Print(CouldNotLook("metrics", samples.status(),
                         "is `metrics` in the configuration? docs/observation.md"));
      return;
    }
    std::map<std::string, double> values;
    for (const runtime::Sample& sample : *samples) values[sample.name] += sample.value;
    if (values.contains("debut_disk_size_bytes")) {
      Print(CheckDisk(address, values["debut_disk_free_bytes"], values["debut_disk_size_bytes"]));
    }
    if (const auto expiry = values.find("debut_certificate_expiry_timestamp_seconds");
        expiry != values.end()) {
      Print(CheckCertificate(address, absl::UnixEpoch() + absl::Seconds(expiry->second), Now()));
    }
  }

  void LookAtCertificate(const std::string& file) {
    const auto expiry = runtime::CertificateExpiry(file);
    Print(expiry.ok() ? CheckCertificate(file, *expiry, Now())
                      : CouldNotLook("certificate", expiry.status(), "name a file of PEM"));
  }

  void LookAtBackups() {
    const BackupRepository repository(options_.repository);
    const auto newest = repository.Find("");
    constexpr char kRemedy[] = "debut backup create, or the right directory: --backups DIR";
    if (!newest.ok()) return Print(CouldNotLook("backup", newest.status(), kRemedy));
    const auto made = TimeOfBackup(newest->name);
    if (!made.ok()) return Print(CouldNotLook("backup", made.status(), kRemedy));
    Print(CheckBackup(options_.repository, *made, newest->head.size, Now()));
  }

  const DoctorOptions& options_;
  Session& session_;
  bool failed_ = false;
};

}  // namespace

void AddWatchCommands(CLI::App& app, Session& session) {
  AddTopCommand(app, session);
  const auto options = std::make_shared<DoctorOptions>();
  CLI::App* doctor = session.AddVerb(
      app, "doctor", "Look at a running system, and say what to do",
      "  debut doctor\n"
      "  debut doctor --data-dir /var/lib/debut --backups /var/backups/debut \\\n"
      "      --metrics 127.0.0.1:9420\n"
      "  debut --tls-dir ~/tls --server eventlog=log:7419,readmodels=rm:7426 doctor --json\n"
      "Exit code 1: something fails.",
      [=, &session] { return Doctor(*options, session).Look(); });
  doctor->add_option("--data-dir", options->data_dir, "whose disk to look at, of this machine");
  doctor
      ->add_option("--certificate", options->certificates,
                   "a certificate, or the authority's (PEM), besides the own one; again for more")
      ->allow_extra_args(false);
  doctor->add_option("--backups", options->repository, "where backups lie, on this machine");
  doctor
      ->add_option("--metrics", options->metrics,
                   "HOST:PORT of a process's metrics: its disk and certificate; again for more")
      ->envname("DEBUT_METRICS")
      ->delimiter(',')
      ->allow_extra_args(false);
}

}  // namespace debut::cli
