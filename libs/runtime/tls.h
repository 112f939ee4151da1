#pragma once

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "base/clock.h"
#include "debut/config/v1/config.pb.h"
#include "runtime/peer_certificates.h"
#include "runtime/revocations.h"

namespace debut::runtime {

// The files of a directory as deploy/certs makes it: cert.pem, key.pem, ca.pem and crl/.
config::v1::Tls TlsOf(const std::string& directory);

// Looks at the files before anything relies on them: they are there, the key is its owner's alone
// (0600 or 0400, of the user who runs this) and that of the certificate, others can't write to the
// authority's file, the authority has signed the certificate, which is valid now and names an
// account. INVALID_ARGUMENT names the file and what would be right; never what is in a key.
absl::Status CheckTlsFiles(const config::v1::Tls& tls, const base::Clock& clock);

// The account that a certificate file names. Requires CheckTlsFiles().
absl::StatusOr<std::string> NameInCertificate(const std::string& certificate_file);

// One end of mutually authenticated TLS. The files are read again when they change; a peer's
// certificate is looked at by TLS, and beyond that by PeerCertificates, in each handshake.
class MutualTls {
 public:
  // Requires CheckTlsFiles(). `clock` outlives it and whatever uses its credentials.
  MutualTls(const config::v1::Tls& tls, const base::Clock& clock);

  // Every client must show a certificate.
  std::shared_ptr<grpc::ServerCredentials> ServerCredentials() const;

  // The server must show the certificate of a service, for the host that was called.
  std::shared_ptr<grpc::ChannelCredentials> ChannelCredentials() const;

  const PeerCertificates& peers() const { return *peers_; }

 private:
  const config::v1::Tls tls_;
  const std::shared_ptr<const Revocations> revocations_;
  const std::shared_ptr<const PeerCertificates> peers_;
};

}  // namespace debut::runtime
