#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "runtime/identity.h"

namespace debut::runtime {

// Stands for every role but kLogWriterRole.
inline constexpr std::string_view kEveryRole = "*";

// Who holds it can append facts that no rule has looked at, so it is never implied.
inline constexpr std::string_view kLogWriterRole = "log.writer";

// Which roles a caller has. Immutable, thread-safe.
class Access {
 public:
  struct Grants {
    std::map<std::string, std::set<std::string>> roles_of;  // By principal.
    std::set<std::string> any_principal;                    // Of everybody who says a name.
    std::set<std::string> anonymous;                        // Of everybody.
    // By service account, then by officer: what the one may do for the other.
    std::map<std::string, std::map<std::string, std::set<std::string>>> on_behalf_of = {};
  };

  explicit Access(Grants grants) : grants_(std::move(grants)) {}

  // OK, or PERMISSION_DENIED that names the role. Of a caller with a certificate only the
  // certificate's roles count; of a service that acts for an officer, those that it also may use
  // for this officer.
  absl::Status Require(const Identity& caller, std::string_view role) const;

  // The same of a caller without a certificate. `principal` empty: anonymous. An empty `role` is
  // one that nobody has.
  absl::Status Require(std::string_view principal, std::string_view role) const;

 private:
  bool Has(std::string_view principal, std::string_view role) const;
  absl::Status RequireOnBehalf(const Identity& caller, std::string_view role) const;

  Grants grants_;
};

}  // namespace debut::runtime
