// Configuration files: whoever may call by them was named by them.
#include <cstdlib>
#include <fstream>

#include "runtime/config.h"
#include "tests/fuzz/target.h"

namespace {

std::string FileOf(std::string_view text) {
  static const auto* const path = [] {
    std::string name = "/tmp/debut-fuzz-XXXXXX";
    const int file = mkstemp(name.data());
    ENSURE(file >= 0, "no temporary file can be made");
    return new std::string(name);
  }();
  std::ofstream(*path, std::ios::binary) << text;
  return *path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut::runtime;
  Config defaults;
  defaults.set_listen("127.0.0.1:0");
  const std::string path = FileOf(debut::fuzz::TextOf(bytes, size));
  const auto config = LoadConfig(path, defaults, {}, {});
  if (!config.ok()) {
    const std::string message(config.status().message());
    ENSURE(message.find(path) == 0 || message.find("listen") == 0,
           "an error doesn't name its file");
    return 0;
  }
  const auto endpoint = ParseEndpoint(config->listen());
  ENSURE(endpoint && (IsLoopback(*endpoint) || config->has_tls()), "others can reach plain text");
  const auto again = LoadConfig("", *config, {}, {});
  ENSURE(again.ok(), "what was loaded can't be loaded again");
  const Access access = AccessOf(*config);
  const Identity stranger{.principal = "nobody\x01", .certified = false};
  ENSURE(config->access().any_principal_roles_size() > 0 ||
             !access.Require(stranger, "grants.officer").ok(),
         "somebody has a role that was given to nobody");
  return 0;
}
