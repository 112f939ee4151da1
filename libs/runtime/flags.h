#pragma once

#include <optional>
#include <string>
#include <variant>

#include "runtime/config.h"

namespace debut::runtime {

// What a server program's command line says.
struct Flags {
  std::string config_file;  // --config
  std::string port_file;  // --port-file: receives the port, as digits and a newline, once serving.
                          // With metrics, <file>.metrics receives theirs before.
  bool check_only = false;  // --check-config
  Config overrides;         // The flags that stand for a field of the configuration.
};

// The flags; or, where the command line was answered (--help, --version) or refused, the exit code.
// `needs` says which flags there are.
std::variant<Flags, int> ReadFlags(int argc, const char* const* argv, const std::string& name,
                                   const std::string& summary, const Config& defaults,
                                   ConfigNeeds needs);

}  // namespace debut::runtime
