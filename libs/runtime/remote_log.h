#pragma once

#include "runtime/program.h"

namespace debut::runtime {

// Reaches the log of another process at `log_address`, waiting until it answers. `principal`: the
// account under which the log knows this program, "grants-service"; with TLS it is the
// certificate's.
OpenLog ConnectLogAs(std::string principal);

// A context as a process of its own: "debut-grants" serves on 127.0.0.1:`port`, over the log of
// 127.0.0.1:7419 unless told otherwise.
Program ServiceProgram(const std::string& context, const std::string& summary, int port,
                       MakeService make);

}  // namespace debut::runtime
