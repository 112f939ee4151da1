#pragma once

#include <string>

#include "absl/time/time.h"

namespace debut::runtime {

// Of the automatic steps of services, which no caller may take for itself.
inline constexpr char kSystemPrincipal[] = "system";

// Who asks, and with which request: what a handler needs to know besides the request's own fields.
struct Caller {
  std::string principal = {};  // Account name, UTF-8. Empty: nobody in particular; never on an RPC
                               // that changes something.
  std::string via = {};  // The service account that acts on the principal's behalf; empty: nobody.
  std::string request_id = {};  // AIP-155. Empty on an RPC that changes nothing.
  std::string request_digest =
      {};                         // 32 bytes, see DigestOf(). Empty on an RPC that changes nothing.
  std::string trace_parent = {};  // W3C trace context, or empty.
  absl::Time deadline = {};  // The client's, but never later than kRpcDurationMax from the start.
};

}  // namespace debut::runtime
