#include "runtime/access.h"

#include <fmt/format.h>

#include "base/status_macros.h"
#include "runtime/rpc_status.h"

namespace debut::runtime {
namespace {

bool Grant(const std::set<std::string>& roles, const std::string& role) {
  return roles.contains(role) ||
         (role != kLogWriterRole && roles.contains(std::string(kEveryRole)));
}

absl::Status Denied(std::string_view reason, std::string_view explanation) {
  return ReasonError(absl::StatusCode::kPermissionDenied, kRpcDomain, reason, explanation);
}

absl::Status Undeclared() {
  return Denied("ROLE_UNDECLARED", "this method declares no role, so nobody may call it");
}

}  // namespace

absl::Status Access::Require(const Identity& caller, std::string_view role) const {
  if (!caller.certified) return Require(caller.principal, role);
  if (role.empty()) return Undeclared();
  if (!caller.via.empty()) RETURN_IF_ERROR(RequireOnBehalf(caller, role));
  if (Grant(caller.roles, std::string(role))) return absl::OkStatus();
  return Denied("ROLE_MISSING",
                fmt::format("the certificate of {} lacks the role {}",
                            caller.via.empty() ? caller.principal : caller.via, role));
}

absl::Status Access::RequireOnBehalf(const Identity& caller, std::string_view role) const {
  const auto service = grants_.on_behalf_of.find(caller.via);
  const bool known = service != grants_.on_behalf_of.end();
  if (!known || !service->second.contains(caller.principal)) {
    return Denied("ON_BEHALF_REFUSED",
                  fmt::format("{} may not act on behalf of {}: the server's configuration names "
                              "every such pair (access.principals.on_behalf_of)",
                              caller.via, caller.principal));
  }
  if (Grant(service->second.at(caller.principal), std::string(role))) return absl::OkStatus();
  return Denied("ROLE_MISSING",
                fmt::format("{} may not use the role {} on behalf of {}, which the server's "
                            "configuration gives (access.principals.on_behalf_of)",
                            caller.via, role, caller.principal));
}

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
  if (role.empty()) return Undeclared();
  return Denied("ROLE_MISSING",
                fmt::format("{} lacks the role {}, which the server's configuration gives (access)",
                            principal.empty() ? "an anonymous caller" : principal, role));
}

}  // namespace debut::runtime
