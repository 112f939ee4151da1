#include "runtime/access.h"

#include <fmt/format.h>

#include "runtime/rpc_status.h"

namespace debut::runtime {
namespace {

bool Grant(const std::set<std::string>& roles, const std::string& role) {
  return roles.contains(role) ||
         (role != kLogWriterRole && roles.contains(std::string(kEveryRole)));
}

}  // namespace

bool Access::Has(std::string_view principal, std::string_view role) const {
  const std::string wanted(role);
  if (wanted.empty()) return false;
  if (Grant(grants_.anonymous, wanted)) return true;
  if (principal.empty()) return false;
  if (Grant(grants_.any_principal, wanted)) return true;
  const auto own = grants_.roles_of.find(std::string(principal));
  return own != grants_.roles_of.end() && Grant(own->second, wanted);
}

absl::Status Access::Require(std::string_view principal, std::string_view role) const {
  if (Has(principal, role)) return absl::OkStatus();
  if (role.empty()) {
    return ReasonError(absl::StatusCode::kPermissionDenied, kRpcDomain, "ROLE_UNDECLARED",
                       "this method declares no role, so nobody may call it");
  }
  return ReasonError(
      absl::StatusCode::kPermissionDenied, kRpcDomain, "ROLE_MISSING",
      fmt::format("{} lacks the role {}, which the server's configuration gives (access)",
                  principal.empty() ? "an anonymous caller" : principal, role));
}

}  // namespace debut::runtime
