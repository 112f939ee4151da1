#include "runtime/revocations.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "runtime/limits.h"
#include "runtime/openssl_handles.h"
#include "runtime/rpc_status.h"

namespace debut::runtime {
namespace {

std::string TextOf(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

absl::Status Refused(std::string_view reason, std::string_view explanation) {
  return ReasonError(absl::StatusCode::kUnauthenticated, kRpcDomain, reason, explanation);
}

// Whether one of the authorities in `ca_file` has signed the list.
bool IsSigned(X509_CRL& list, const std::string& ca_file) {
  const std::string authorities = TextOf(ca_file);
  const BioHandle pem = BioOf(authorities);
  while (const CertificateHandle authority = NextCertificate(pem.get())) {
    const bool named =
        X509_NAME_cmp(X509_get_subject_name(authority.get()), X509_CRL_get_issuer(&list)) == 0;
    if (named && X509_CRL_verify(&list, X509_get0_pubkey(authority.get())) == 1) return true;
  }
  ERR_clear_error();
  return false;
}

// The files of a directory, in order, with what changes when one of them does.
std::map<std::string, std::string> FilesOf(const std::string& directory) {
  std::map<std::string, std::string> files;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(directory, error)) {
    struct stat now {};
    if (stat(file.path().c_str(), &now) != 0 || !S_ISREG(now.st_mode)) continue;
    files[file.path()] = fmt::format("{} {} {}.{}", now.st_ino, now.st_size, now.st_mtim.tv_sec,
                                     now.st_mtim.tv_nsec);
  }
  return files;
}

}  // namespace

Revocations::Revocations(std::string ca_file, std::string crl_dir, const base::Clock& clock)
    : ca_file_(std::move(ca_file)), crl_dir_(std::move(crl_dir)), clock_(clock) {}

Revocations::~Revocations() = default;

absl::Status Revocations::Check(const CertificateNumber& certificate) const {
  if (crl_dir_.empty()) return absl::OkStatus();
  const std::lock_guard lock(mutex_);
  ReadAgainIfChanged();
  const auto list = lists_.find(certificate.issuer);
  if (list == lists_.end() || list->second.next <= clock_.Now()) {
    return Refused(
        "REVOCATIONS_UNKNOWN",
        fmt::format("{} has no valid list of the revoked certificates of this authority: "
                    "make one with deploy/certs crl",
                    crl_dir_));
  }
  if (!list->second.serials.contains(certificate.serial)) return absl::OkStatus();
  return Refused("CERTIFICATE_REVOKED", "this certificate has been revoked");
}

void Revocations::ReadAgainIfChanged() const {
  const auto now = std::chrono::steady_clock::now();
  const bool first = looked_ == std::chrono::steady_clock::time_point();
  if (!first && now - looked_ < absl::ToChronoNanoseconds(kTlsReloadInterval)) return;
  looked_ = now;
  const auto files = FilesOf(crl_dir_);
  std::string seen;
  for (const auto& [path, state] : files) seen += fmt::format("{}\n{}\n", path, state);
  if (seen == seen_) return;
  seen_ = std::move(seen);
  for (const auto& [path, state] : files) ReadFile(path);
}

void Revocations::ReadFile(const std::string& path) const {
  const std::string text = TextOf(path);
  const BioHandle pem = BioOf(text);
  const RevocationListHandle list(PEM_read_bio_X509_CRL(pem.get(), nullptr, NoPassword, nullptr));
  ERR_clear_error();
  if (list == nullptr || !IsSigned(*list, ca_file_)) {
    spdlog::error("{} is no list of revoked certificates that {} has signed; it is passed over",
                  path, ca_file_);
    return;
  }
  List read{.made = TimeOf(X509_CRL_get0_lastUpdate(list.get())),
            .next = TimeOf(X509_CRL_get0_nextUpdate(list.get())),
            .serials = {}};
  STACK_OF(X509_REVOKED)* const revoked = X509_CRL_get_REVOKED(list.get());
  for (int i = 0; i < sk_X509_REVOKED_num(revoked); ++i) {
    const X509_REVOKED* const entry = sk_X509_REVOKED_value(revoked, i);
    read.serials.insert(DerOf(X509_REVOKED_get0_serialNumber(entry), i2d_ASN1_INTEGER));
  }
  const std::string issuer = DerOf<X509_NAME>(X509_CRL_get_issuer(list.get()), i2d_X509_NAME);
  List& known =
      lists_.emplace(issuer, List{absl::InfinitePast(), absl::InfinitePast(), {}}).first->second;
  if (read.made < known.made) return;
  spdlog::info("{}: {} certificates are revoked, the list is good until {}", path,
               read.serials.size(), absl::FormatTime(read.next, absl::UTCTimeZone()));
  known = std::move(read);
}

}  // namespace debut::runtime
