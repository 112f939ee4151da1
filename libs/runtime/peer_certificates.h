#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "runtime/revocations.h"

namespace debut::runtime {

enum class PeerKind {
  kPerson,
  kService,  // May serve, and act for persons where the configuration says so.
};

// What a certificate says of who shows it.
struct PeerCertificate {
  std::string name = {};  // The account, UTF-8.
  PeerKind kind = PeerKind::kPerson;
  std::set<std::string> roles = {};
  CertificateNumber number = {};
  absl::Time not_before = {};
  absl::Time not_after = {};
};

// Reads the account out of the one URI of a certificate's subject alternative names that has the
// scheme "debut":
//
//   debut://person/%E7%8E%8B%E8%8A%B3?role=grants.officer&role=reader
//   debut://service/debut-grants?role=log.reader&role=log.writer
//
// The path is the account name, percent-encoded (RFC 3986: all but A-Z a-z 0-9 - . _ ~, capital
// hexadecimal); each role is of a-z 0-9 . _ - or "*" for every one but "log.writer". Nothing else
// may be there, and one way of writing is allowed, so that no two readers understand it
// differently. UNAUTHENTICATED, CERTIFICATE_UNUSABLE: anything else.
absl::StatusOr<PeerCertificate> ReadPrincipalUri(std::string_view uri);

// Reads a certificate (PEM), whose signature TLS has verified. UNAUTHENTICATED as above.
absl::StatusOr<PeerCertificate> ReadPeerCertificate(std::string_view pem);

// Knows which certificates are good at this moment. Remembers those that it has read. Thread-safe.
class PeerCertificates {
 public:
  // Both outlive it.
  PeerCertificates(const Revocations& revocations, const base::Clock& clock)
      : revocations_(revocations), clock_(clock) {}

  // UNAUTHENTICATED, with a reason: CERTIFICATE_MISSING (`pem` is empty), CERTIFICATE_UNUSABLE,
  // CERTIFICATE_EXPIRED (or not yet valid), CERTIFICATE_REVOKED, REVOCATIONS_UNKNOWN.
  absl::StatusOr<std::shared_ptr<const PeerCertificate>> Check(const std::string& pem) const;

 private:
  absl::StatusOr<std::shared_ptr<const PeerCertificate>> Read(const std::string& pem) const;

  const Revocations& revocations_;
  const base::Clock& clock_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const PeerCertificate>> known_;
};

}  // namespace debut::runtime
