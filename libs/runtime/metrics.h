#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runtime/measurement.h"

namespace prometheus {
class Collectable;
class Exposer;
class Registry;
}  // namespace prometheus

namespace debut::runtime {

// What is counted in a process while it runs. Whoever counts gets its counters of the registry.
// Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  prometheus::Registry& registry() { return *registry_; }

 private:
  friend class MetricsServer;
  const std::shared_ptr<prometheus::Registry> registry_;
};

// Answers GET /metrics over HTTP in the text format of Prometheus: what was counted, and the
// measures as they are at that moment.
class MetricsServer {
 public:
  // `listen`: "127.0.0.1:9420", port 0 for any free one. What the measures read outlives the
  // server. ALREADY_EXISTS: the address can't be listened on.
  static absl::StatusOr<std::unique_ptr<MetricsServer>> Start(const std::string& listen,
                                                              const Metrics& metrics,
                                                              std::vector<Measure> measures);
  // No measure is called any more.
  ~MetricsServer();

  int port() const { return port_; }

 private:
  MetricsServer() = default;

  std::vector<std::shared_ptr<prometheus::Collectable>> sources_;
  std::unique_ptr<prometheus::Exposer> exposer_;
  int port_ = 0;
};

}  // namespace debut::runtime
