#pragma once

#include <spdlog/logger.h>

#include <memory>

#include "debut/config/v1/config.pb.h"
#include "runtime/reception.h"

namespace debut::runtime {

// Sends what spdlog's default logger gets, and what gRPC has to say, to standard error: as text, or
// as one JSON object per line with time, level and message.
void SetUpLogging(const config::v1::Logging& logging);

// One line per RPC: method, code, reason, duration, principal, request id, peer and trace; the
// message only of technical failures, since those of the business may speak of people. Thread-safe.
class RpcLog final : public RpcObserver {
 public:
  // Standard error.
  explicit RpcLog(const config::v1::Logging& logging);
  RpcLog(const config::v1::Logging& logging, spdlog::sink_ptr sink);

  void Finished(const RpcRecord& record) override;

 private:
  bool json_;
  spdlog::logger logger_;
};

}  // namespace debut::runtime
