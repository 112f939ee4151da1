#include "runtime/principal.h"

#include <fmt/format.h>
#include <grpc/grpc_security_constants.h>

#include "base/status_macros.h"
#include "eventstore/plain_text.h"
#include "runtime/caller.h"
#include "runtime/limits.h"
#include "runtime/peer_certificates.h"
#include "runtime/rpc_status.h"
#include "runtime/text.h"

namespace debut::runtime {
namespace {

// What the header says; empty if it isn't there.
absl::StatusOr<std::string> NameInHeader(const grpc::ServerContextBase& context) {
  const auto count = context.client_metadata().count(kPrincipalHeader);
  if (count == 0) return std::string();
  std::string principal = PercentDecode(HeaderOf(context, kPrincipalHeader));
  if (count == 1 && !principal.empty() && principal.size() <= kPrincipalBytesMax &&
      eventstore::IsPlainText(principal)) {
    return principal;
  }
  return ReasonError(
      absl::StatusCode::kUnauthenticated, kRpcDomain, "PRINCIPAL_MALFORMED",
      fmt::format(
          "the header {} must name one account: 1 to {} bytes of UTF-8 without control characters, "
          "percent-encoded",
          kPrincipalHeader, kPrincipalBytesMax));
}

std::string CertificateOf(const grpc::ServerContextBase& context) {
  const auto connection = context.auth_context();
  if (connection == nullptr) return {};
  const auto certificates = connection->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
  if (certificates.size() != 1) return {};
  return std::string(certificates[0].data(), certificates[0].size());
}

}  // namespace

std::string HeaderOf(const grpc::ServerContextBase& context, std::string_view name) {
  const auto& headers = context.client_metadata();
  const auto [first, last] = headers.equal_range(grpc::string_ref(name.data(), name.size()));
  if (first == last || std::next(first) != last) return {};
  return std::string(first->second.data(), first->second.size());
}

absl::StatusOr<Identity> HeaderPrincipal::Resolve(const grpc::ServerContextBase& context) const {
  ASSIGN_OR_RETURN(std::string principal, NameInHeader(context));
  return Identity{.principal = std::move(principal)};
}

absl::StatusOr<Identity> CertifiedPrincipal::Resolve(const grpc::ServerContextBase& context) const {
  ASSIGN_OR_RETURN(const auto certificate, peers_.Check(CertificateOf(context)));
  Identity identity{.principal = certificate->name, .certified = true, .roles = certificate->roles};
  ASSIGN_OR_RETURN(std::string named, NameInHeader(context));
  if (named.empty() || named == certificate->name) return identity;
  if (certificate->kind != PeerKind::kService || named == kSystemPrincipal) {
    return ReasonError(
        absl::StatusCode::kPermissionDenied, kRpcDomain, "ON_BEHALF_REFUSED",
        fmt::format("the certificate is that of {}, who may not act as {} (header {})",
                    certificate->name, named, kPrincipalHeader));
  }
  identity.principal = std::move(named);
  identity.via = certificate->name;
  return identity;
}

void SetPrincipal(grpc::ClientContext& context, std::string_view principal) {
  context.AddMetadata(kPrincipalHeader, PercentEncode(principal));
}

}  // namespace debut::runtime
