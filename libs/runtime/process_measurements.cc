#include "runtime/process_measurements.h"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/time/time.h"
#include "runtime/certificate_expiry.h"

namespace debut::runtime {
namespace {

using Measurements = std::vector<Measurement>;

double ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double OpenFiles() {
  std::error_code error;
  const auto begin = std::filesystem::directory_iterator("/proc/self/fd", error);
  return error ? 0 : static_cast<double>(std::distance(begin, {}));
}

double SecondsOf(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

void AddProcess(absl::Time start, Measurements& measurements) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  measurements.push_back({.name = "debut_build_info",
                          .help = "1; the version is the label",
                          .labels = {{"version", DEBUT_VERSION}},
                          .value = 1});
  measurements.push_back({.name = "process_resident_memory_bytes",
                          .help = "Memory of the process that is in use",
                          .value = ResidentBytes()});
  measurements.push_back({.name = "process_cpu_seconds_total",
                          .help = "Processor time of the process, user and system",
                          .value = SecondsOf(usage.ru_utime) + SecondsOf(usage.ru_stime)});
  measurements.push_back(
      {.name = "process_open_fds", .help = "Open file descriptors", .value = OpenFiles()});
  measurements.push_back({.name = "process_max_fds",
                          .help = "Limit of open file descriptors",
                          .value = static_cast<double>(files.rlim_cur)});
  measurements.push_back({.name = "process_start_time_seconds",
                          .help = "When the process started, Unix time",
                          .value = absl::ToDoubleSeconds(start - absl::UnixEpoch())});
}

void AddDisk(const std::string& directory, Measurements& measurements) {
  struct statvfs disk {};
  if (directory.empty() || statvfs(directory.c_str(), &disk) != 0) return;
  const auto bytes = [&](fsblkcnt_t blocks) {
    return static_cast<double>(blocks) * static_cast<double>(disk.f_frsize);
  };
  measurements.push_back({.name = "debut_disk_free_bytes",
                          .help = "Room for the process on the disk of its data directory",
                          .value = bytes(disk.f_bavail)});
  measurements.push_back({.name = "debut_disk_size_bytes",
                          .help = "Size of the disk of the data directory",
                          .value = bytes(disk.f_blocks)});
}

// Read anew each time: a certificate is renewed under a running process.
void AddCertificate(const std::string& file, Measurements& measurements) {
  const auto expiry = CertificateExpiry(file);
  if (!expiry.ok()) return;
  measurements.push_back({.name = "debut_certificate_expiry_timestamp_seconds",
                          .help = "When the certificate of the process expires, Unix time",
                          .value = absl::ToDoubleSeconds(*expiry - absl::UnixEpoch())});
}

}  // namespace

Measure ProcessMeasure(const Config& config, const base::Clock& clock) {
  return [directory = config.data_dir(), certificate = config.tls().certificate_file(),
          start = clock.Now()] {
    Measurements measurements;
    AddProcess(start, measurements);
    AddDisk(directory, measurements);
    if (!certificate.empty()) AddCertificate(certificate, measurements);
    return measurements;
  };
}

}  // namespace debut::runtime
