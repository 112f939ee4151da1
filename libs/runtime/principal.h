#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/server_context.h>

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "runtime/identity.h"

namespace debut::runtime {

class PeerCertificates;

// Says who a caller is. Thread-safe.
class PrincipalResolver {
 public:
  virtual ~PrincipalResolver() = default;

  // UNAUTHENTICATED: the caller says it wrongly. A caller that doesn't say has no name.
  virtual absl::StatusOr<Identity> Resolve(const grpc::ServerContextBase& context) const = 0;
};

// The header that names the principal: "x-debut-principal", UTF-8, percent-encoded (RFC 3986),
// since headers are ASCII: 王芳 is "%E7%8E%8B%E8%8A%B3".
inline constexpr char kPrincipalHeader[] = "x-debut-principal";

// Believes the header, as is right on loopback only.
class HeaderPrincipal final : public PrincipalResolver {
 public:
  absl::StatusOr<Identity> Resolve(const grpc::ServerContextBase& context) const override;
};

// Believes the certificate of the connection, looked at again for every call: one that was revoked
// or has expired since the connection was made is refused. The header may name somebody else only
// where the certificate is a service account's: it then asks to act on that person's behalf.
class CertifiedPrincipal final : public PrincipalResolver {
 public:
  // `peers` outlives it.
  explicit CertifiedPrincipal(const PeerCertificates& peers) : peers_(peers) {}
  // UNAUTHENTICATED: see PeerCertificates::Check. PERMISSION_DENIED: a person's certificate, and
  // another name in the header.
  absl::StatusOr<Identity> Resolve(const grpc::ServerContextBase& context) const override;

 private:
  const PeerCertificates& peers_;
};

// The client's side of the header.
void SetPrincipal(grpc::ClientContext& context, std::string_view principal);

// The value of a header, which must be there once; empty if it isn't.
std::string HeaderOf(const grpc::ServerContextBase& context, std::string_view name);

}  // namespace debut::runtime
