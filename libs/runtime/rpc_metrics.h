#pragma once

#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "runtime/reception.h"

namespace prometheus {
class Counter;
class Histogram;
class Registry;
template <typename T>
class Family;
}  // namespace prometheus

namespace debut::runtime {

// Counts every RPC, and tells the next observer: grpc_server_handled_total and
// grpc_server_handling_seconds by service, method and code, under the names that all gRPC servers
// use, and debut_rpc_refusals_total by service, method and reason of the catalogue. Thread-safe.
class RpcMetrics final : public RpcObserver {
 public:
  // Both outlive it.
  RpcMetrics(prometheus::Registry& registry, RpcObserver& next);

  void Finished(const RpcRecord& record) override;

 private:
  struct Handled {
    prometheus::Counter* count = nullptr;
    prometheus::Histogram* duration = nullptr;
  };
  // Looked up once: the library hashes all labels each time.
  Handled Of(const MethodContract& method, absl::StatusCode code);

  RpcObserver& next_;
  prometheus::Family<prometheus::Counter>& handled_;
  prometheus::Family<prometheus::Histogram>& durations_;
  prometheus::Family<prometheus::Counter>& refusals_;
  std::mutex mutex_;
  std::map<std::pair<const MethodContract*, absl::StatusCode>, Handled> known_;
};

}  // namespace debut::runtime
