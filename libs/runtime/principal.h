#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/server_context.h>

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace debut::runtime {

// Says who a caller is. Today a header on loopback; with mutual TLS the peer's certificate.
// Thread-safe.
class PrincipalResolver {
 public:
  virtual ~PrincipalResolver() = default;

  // The account name, or empty if the caller doesn't say. UNAUTHENTICATED: says it wrongly.
  virtual absl::StatusOr<std::string> Resolve(const grpc::ServerContextBase& context) const = 0;
};

// The header that names the principal where there are no certificates: "x-debut-principal",
// UTF-8, percent-encoded (RFC 3986), since headers are ASCII: 王芳 is "%E7%8E%8B%E8%8A%B3".
inline constexpr char kPrincipalHeader[] = "x-debut-principal";

// Believes the header, as is right on loopback only.
class HeaderPrincipal final : public PrincipalResolver {
 public:
  absl::StatusOr<std::string> Resolve(const grpc::ServerContextBase& context) const override;
};

// The client's side of HeaderPrincipal.
void SetPrincipal(grpc::ClientContext& context, std::string_view principal);

// The value of a header, which must be there once; empty if it isn't.
std::string HeaderOf(const grpc::ServerContextBase& context, std::string_view name);

}  // namespace debut::runtime
