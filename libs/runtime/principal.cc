#include "runtime/principal.h"

#include <fmt/format.h>

#include "eventstore/plain_text.h"
#include "runtime/limits.h"
#include "runtime/rpc_status.h"
#include "runtime/text.h"

namespace debut::runtime {

std::string HeaderOf(const grpc::ServerContextBase& context, std::string_view name) {
  const auto& headers = context.client_metadata();
  const auto [first, last] = headers.equal_range(grpc::string_ref(name.data(), name.size()));
  if (first == last || std::next(first) != last) return {};
  return std::string(first->second.data(), first->second.size());
}

absl::StatusOr<std::string> HeaderPrincipal::Resolve(const grpc::ServerContextBase& context) const {
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

void SetPrincipal(grpc::ClientContext& context, std::string_view principal) {
  context.AddMetadata(kPrincipalHeader, PercentEncode(principal));
}

}  // namespace debut::runtime
