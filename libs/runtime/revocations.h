#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/clock.h"

namespace debut::runtime {

// What an authority calls a certificate.
struct CertificateNumber {
  std::string issuer = {};  // The authority's name, DER.
  std::string serial = {};  // DER.
};

// The certificates that their authority has taken back: the lists (CRLs, PEM) in a directory, read
// again when the directory changes. Debian's gRPC reads them once, and lets everybody in where
// there is none; this does neither. Of two lists the younger counts, so that an old one that is put
// back brings no certificate back. Thread-safe.
class Revocations {
 public:
  // `crl_dir` empty: nothing is ever revoked. `ca_file`: the authorities (PEM), which sign the
  // lists. `clock` outlives it.
  Revocations(std::string ca_file, std::string crl_dir, const base::Clock& clock);
  ~Revocations();

  // UNAUTHENTICATED: CERTIFICATE_REVOKED; or REVOCATIONS_UNKNOWN where the authority's list is not
  // there, is signed by somebody else or is past its next update.
  absl::Status Check(const CertificateNumber& certificate) const;

 private:
  struct List {
    absl::Time made;
    absl::Time next;  // From then on it says nothing any more.
    std::set<std::string> serials;
  };

  void ReadAgainIfChanged() const;
  void ReadFile(const std::string& path) const;

  const std::string ca_file_;
  const std::string crl_dir_;
  const base::Clock& clock_;
  mutable std::mutex mutex_;
  mutable std::chrono::steady_clock::time_point looked_;
  mutable std::string seen_;                   // What the directory was like when it was read.
  mutable std::map<std::string, List> lists_;  // By issuer.
};

}  // namespace debut::runtime
