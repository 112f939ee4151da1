#include "runtime/rpc_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "absl/time/time.h"

namespace debut::runtime {
namespace {

using Labels = prometheus::Labels;

// Seconds. One synced append takes a millisecond; kRpcDurationMax ends a call.
const prometheus::Histogram::BucketBoundaries kDurations = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

Labels LabelsOf(const MethodContract& method) {
  const std::size_t slash = method.name.find('/');
  return {{"grpc_service", method.name.substr(0, slash)},
          {"grpc_method", method.name.substr(slash + 1)}};
}

// "OK", "NotFound": the spelling of the gRPC libraries that count under the same names.
std::string CodeText(absl::StatusCode code) {
  if (code == absl::StatusCode::kOk) return "OK";
  std::string text;
  bool begins_word = true;
  for (const char c : absl::StatusCodeToString(code)) {
    if (c != '_') text += begins_word || c < 'A' || c > 'Z' ? c : static_cast<char>(c - 'A' + 'a');
    begins_word = c == '_';
  }
  return text;
}

}  // namespace

RpcMetrics::RpcMetrics(prometheus::Registry& registry, RpcObserver& next)
    : next_(next),
      handled_(prometheus::BuildCounter()
                   .Name("grpc_server_handled_total")
                   .Help("RPCs that were answered, by code")
                   .Register(registry)),
      durations_(prometheus::BuildHistogram()
                     .Name("grpc_server_handling_seconds")
                     .Help("From the arrival of an RPC to its answer, by code")
                     .Register(registry)),
      refusals_(prometheus::BuildCounter()
                    .Name("debut_rpc_refusals_total")
                    .Help("RPCs that were refused, by reason: docs/reasons.md")
                    .Register(registry)) {}

RpcMetrics::Handled RpcMetrics::Of(const MethodContract& method, absl::StatusCode code) {
  const std::lock_guard lock(mutex_);
  Handled& handled = known_[{&method, code}];
  if (handled.count == nullptr) {
    Labels labels = LabelsOf(method);
    labels["grpc_code"] = CodeText(code);
    handled = {&handled_.Add(labels), &durations_.Add(labels, kDurations)};
  }
  return handled;
}

void RpcMetrics::Finished(const RpcRecord& record) {
  const Handled handled = Of(record.method, record.outcome.code());
  handled.count->Increment();
  handled.duration->Observe(absl::ToDoubleSeconds(record.duration));
  if (const std::string reason = ReasonOf(record.outcome); !reason.empty()) {
    Labels labels = LabelsOf(record.method);
    labels["reason"] = reason;
    refusals_.Add(labels).Increment();
  }
  next_.Finished(record);
}

}  // namespace debut::runtime
