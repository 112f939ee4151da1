#include "runtime/config.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>

#include "base/status_macros.h"
#include "eventstore/plain_text.h"

namespace debut::runtime {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;

constexpr std::size_t kConfigBytesMax = 1 << 20;

// Keeps the first error: the later ones are mostly its echoes.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (!message_.empty()) return;
    message_ = fmt::format("{}:{}: {}", line + 1, column + 1, message);
  }
  const std::string& message() const { return message_; }

 private:
  std::string message_;
};

// A configuration file and where in it each field stands.
struct ConfigFile {
  std::string path;
  Config config;
  TextFormat::ParseInfoTree locations;
};

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const int error = errno;
    const auto code =
        error == EACCES ? absl::StatusCode::kPermissionDenied : absl::StatusCode::kNotFound;
    return absl::Status(code, fmt::format("{}: {}", path, std::strerror(error)));
  }
  std::string text(kConfigBytesMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || (text.empty() && !file.eof())) {
    return absl::NotFoundError(fmt::format("{}: can't be read as a file", path));
  }
  if (text.size() > kConfigBytesMax) {
    return absl::InvalidArgumentError(fmt::format(
        "{}: is larger than {} bytes, hence not a configuration", path, kConfigBytesMax));
  }
  return text;
}

absl::Status ParseFile(const std::string& path, ConfigFile& file) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  file.path = path;
  FirstError error;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(&file.locations);
  if (parser.ParseFromString(text, &file.config)) return absl::OkStatus();
  return absl::InvalidArgumentError(fmt::format("{}:{}", path, error.message()));
}

// Like MergeFrom, but a list, or a message that has lists, is replaced and not added to.
void Override(const Config& from, Config& to) {
  if (from.has_access()) to.clear_access();
  to.MergeFrom(from);
}

// Checks a configuration and says where its first error stands.
class Validation {
 public:
  Validation(const Config& config, const ConfigFile& file, const Config& overrides)
      : config_(config), file_(file), overrides_(overrides) {}

  absl::Status Check(ConfigNeeds needs) const {
    RETURN_IF_ERROR(CheckTls());
    RETURN_IF_ERROR(CheckListen());
    RETURN_IF_ERROR(CheckMetrics());
    if (needs.data_dir && config_.data_dir().empty()) {
      return Error("data_dir", "is missing; name a directory with --data-dir DIR");
    }
    if (needs.log_address && !ParseEndpoint(config_.log_address()).has_value()) {
      return Error("log_address",
                   fmt::format("is \"{}\"; say where the log is with --log HOST:PORT",
                               config_.log_address()));
    }
    return CheckAccess();
  }

 private:
  absl::Status CheckListen() const {
    const auto endpoint = ParseEndpoint(config_.listen());
    if (!endpoint.has_value()) {
      return Error("listen", fmt::format("is \"{}\", must be HOST:PORT, as 127.0.0.1:7420",
                                         config_.listen()));
    }
    if (IsLoopback(*endpoint) || config_.has_tls()) return absl::OkStatus();
    return Error("listen",
                 fmt::format("is \"{}\", which others can reach; plain text is for loopback "
                             "only: 127.0.0.1, [::1] or localhost. Or give it certificates: "
                             "--tls-dir DIR, as deploy/certs makes it",
                             config_.listen()));
  }

  absl::Status CheckMetrics() const {
    if (!config_.has_metrics()) return absl::OkStatus();
    const auto& metrics = config_.metrics();
    const auto endpoint = ParseEndpoint(metrics.listen());
    std::string what;
    if (!endpoint.has_value()) {
      what = fmt::format("is \"{}\", must be HOST:PORT, as 127.0.0.1:9420", metrics.listen());
    } else if (!IsLoopback(*endpoint) && !metrics.open_to_network()) {
      what = fmt::format(
          "is \"{}\", which others can reach without showing a certificate; say "
          "open_to_network: true where a firewall lets only Prometheus in",
          metrics.listen());
    }
    if (what.empty()) return absl::OkStatus();
    const auto* field = Config::descriptor()->FindFieldByName("metrics");
    return absl::InvalidArgumentError(
        fmt::format("{}metrics.listen {}", Place(file_.locations.GetLocation(field, -1)), what));
  }

  absl::Status CheckTls() const {
    const auto& tls = config_.tls();
    if (!config_.has_tls() ||
        (!tls.certificate_file().empty() && !tls.key_file().empty() && !tls.ca_file().empty())) {
      return absl::OkStatus();
    }
    const auto* field = Config::descriptor()->FindFieldByName("tls");
    return absl::InvalidArgumentError(fmt::format(
        "{}tls needs certificate_file, key_file and ca_file, as deploy/certs makes them",
        Place(file_.locations.GetLocation(field, -1))));
  }

  absl::Status CheckAccess() const {
    const auto& access = config_.access();
    std::set<std::string> names;
    for (int i = 0; i < access.principals_size(); ++i) {
      const auto& principal = access.principals(i);
      if (principal.name().empty() || !eventstore::IsPlainText(principal.name())) {
        return AccessError("principals", i, "needs a name without control characters");
      }
      if (!names.insert(principal.name()).second) {
        return AccessError("principals", i, fmt::format("\"{}\" is there twice", principal.name()));
      }
      RETURN_IF_ERROR(CheckRoles("principals", i, principal.roles(), 0));
      RETURN_IF_ERROR(CheckOnBehalf(i, principal));
    }
    RETURN_IF_ERROR(CheckWhereRolesComeFrom(access));
    RETURN_IF_ERROR(CheckRoles("any_principal_roles", 0, access.any_principal_roles(), 1));
    return CheckRoles("anonymous_roles", 0, access.anonymous_roles(), 1);
  }

  absl::Status CheckOnBehalf(int index, const config::v1::Access::Principal& principal) const {
    std::set<std::string> officers;
    for (const auto& behalf : principal.on_behalf_of()) {
      const bool named = !behalf.officer().empty() && eventstore::IsPlainText(behalf.officer()) &&
                         behalf.officer() != principal.name();
      if (!named || behalf.roles().empty() || !officers.insert(behalf.officer()).second) {
        return AccessError("principals", index,
                           "needs in each on_behalf_of an officer, who is there once, and roles");
      }
      RETURN_IF_ERROR(CheckRoles("principals", index, behalf.roles(), 0));
    }
    return absl::OkStatus();
  }

  // Each of the two ways to a role is the only one where it is in force.
  absl::Status CheckWhereRolesComeFrom(const config::v1::Access& access) const {
    constexpr std::string_view kUnderTls =
        "gives roles, which with tls come from the certificates alone (deploy/certs)";
    for (int i = 0; i < access.principals_size(); ++i) {
      const auto& principal = access.principals(i);
      if (config_.has_tls() && !principal.roles().empty()) {
        return AccessError("principals", i, kUnderTls);
      }
      if (!config_.has_tls() && !principal.on_behalf_of().empty()) {
        return AccessError("principals", i,
                           "has on_behalf_of, which needs certificates: without tls a caller's "
                           "name is believed");
      }
    }
    if (!config_.has_tls()) return absl::OkStatus();
    if (!access.any_principal_roles().empty()) {
      return AccessError("any_principal_roles", 0, kUnderTls);
    }
    if (!access.anonymous_roles().empty()) return AccessError("anonymous_roles", 0, kUnderTls);
    return absl::OkStatus();
  }

  template <typename Roles>
  absl::Status CheckRoles(const char* field, int first, const Roles& roles, int step) const {
    constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    for (int i = 0; i < roles.size(); ++i) {
      const std::string& role = roles[i];
      if (role == kEveryRole) continue;
      if (!role.empty() && role.find_first_not_of(kCharacters) == std::string::npos) continue;
      return AccessError(field, first + i * step,
                         fmt::format("has the role \"{}\"; a role is like grants.officer, or * for "
                                     "every one but {}",
                                     role, kLogWriterRole));
    }
    return absl::OkStatus();
  }

  absl::Status AccessError(const char* field, int index, std::string_view what) const {
    const auto* access = Config::descriptor()->FindFieldByName("access");
    const auto* list = access->message_type()->FindFieldByName(field);
    const auto* tree = file_.locations.GetTreeForNested(access, -1);
    const auto place =
        tree == nullptr ? TextFormat::ParseLocation() : tree->GetLocation(list, index);
    return absl::InvalidArgumentError(
        fmt::format("{}access.{}[{}] {}", Place(place), field, index, what));
  }

  absl::Status Error(const char* name, std::string_view what) const {
    const auto* field = Config::descriptor()->FindFieldByName(name);
    const bool overridden = !overrides_.GetReflection()->GetString(overrides_, field).empty();
    const auto place =
        overridden ? TextFormat::ParseLocation() : file_.locations.GetLocation(field, -1);
    return absl::InvalidArgumentError(fmt::format("{}{} {}", Place(place), name, what));
  }

  std::string Place(TextFormat::ParseLocation place) const {
    if (place.line < 0) return "";
    return fmt::format("{}:{}:{}: ", file_.path, place.line + 1, place.column + 1);
  }

  const Config& config_;
  const ConfigFile& file_;
  const Config& overrides_;
};

}  // namespace

absl::StatusOr<Config> LoadConfig(const std::string& path, const Config& defaults,
                                  const Config& overrides, ConfigNeeds needs) {
  ConfigFile file;
  if (!path.empty()) RETURN_IF_ERROR(ParseFile(path, file));
  Config config = defaults;
  Override(file.config, config);
  Override(overrides, config);
  if (config.has_tls()) {
    if (!file.config.has_access() && !overrides.has_access()) config.clear_access();
    if (!file.config.has_reflection() && !overrides.has_reflection()) config.set_reflection(false);
  }
  RETURN_IF_ERROR(Validation(config, file, overrides).Check(needs));
  return config;
}

Access AccessOf(const Config& config) {
  const auto set_of = [](const auto& roles) {
    return std::set<std::string>(roles.begin(), roles.end());
  };
  Access::Grants grants{.roles_of = {},
                        .any_principal = set_of(config.access().any_principal_roles()),
                        .anonymous = set_of(config.access().anonymous_roles()),
                        .on_behalf_of = {}};
  for (const auto& principal : config.access().principals()) {
    grants.roles_of.emplace(principal.name(), set_of(principal.roles()));
    for (const auto& behalf : principal.on_behalf_of()) {
      grants.on_behalf_of[principal.name()][behalf.officer()] = set_of(behalf.roles());
    }
  }
  return Access(std::move(grants));
}

std::optional<Endpoint> ParseEndpoint(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  std::string host = address.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string::npos) {
    return std::nullopt;  // IPv6 without brackets: the port would be a guess.
  }
  const std::string port = address.substr(colon + 1);
  const bool digits = !port.empty() && port.size() <= 5 &&
                      std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
  if (host.empty() || !digits || std::stoi(port) > 65'535) return std::nullopt;
  return Endpoint{.host = std::move(host), .port = std::stoi(port)};
}

bool IsLoopback(const Endpoint& endpoint) {
  in_addr v4{};
  in6_addr v6{};
  if (inet_pton(AF_INET, endpoint.host.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
  if (inet_pton(AF_INET6, endpoint.host.c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6);
  return endpoint.host == "localhost";
}

}  // namespace debut::runtime
