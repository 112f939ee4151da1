#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "archive/witness.h"

// The HTTP of c2sp.org/tlog-witness, without TLS: between machines that share a protected network,
// or behind a proxy.
namespace debut::archive {

// POST <url>/add-checkpoint. `url`: "http://host:port". Returns the lines of cosignatures.
// FAILED_PRECONDITION: the witness remembers another old size, which is the message. UNAVAILABLE:
// it can't be reached in time. DATA_LOSS: it remembers another
// history. PERMISSION_DENIED: it refuses, and says why.
absl::StatusOr<std::string> AskWitness(const std::string& url, const WitnessRequest& request,
                                       absl::Duration timeout);

// Serves a witness on its own thread, one request after the other.
class WitnessServer {
 public:
  using Now = std::function<std::int64_t()>;  // Seconds since 1970.

  // `witness` outlives it. `listen`: "127.0.0.1:0" for a free port. INVALID_ARGUMENT: not an
  // address of IPv4. UNAVAILABLE: it can't listen there.
  static absl::StatusOr<std::unique_ptr<WitnessServer>> Start(Witness& witness,
                                                              const std::string& listen, Now now);
  // Ends after the request that is being answered.
  ~WitnessServer();
  WitnessServer(const WitnessServer&) = delete;
  WitnessServer& operator=(const WitnessServer&) = delete;

  int port() const { return port_; }

 private:
  WitnessServer(Witness& witness, int socket, int port, Now now);
  void Serve(const std::stop_token& stop);
  std::string Answer(std::string_view request);

  Witness& witness_;
  const int socket_;
  const int port_;
  const Now now_;
  std::jthread thread_;
};

}  // namespace debut::archive
