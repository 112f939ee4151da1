#include "runtime/reception.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/status_macros.h"
#include "runtime/limits.h"

namespace debut::runtime {
namespace {

// W3C trace context, version 00: 00-<32 hex>-<16 hex>-<2 hex>. Anything else is as good as none.
std::string TraceParentOf(const grpc::ServerContextBase& context) {
  constexpr std::string_view kShape = "hh-hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh-hhhhhhhhhhhhhhhh-hh";
  const std::string header = HeaderOf(context, "traceparent");
  const auto fits = [](char shape, char c) {
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    return shape == 'h' ? hex : shape == c;
  };
  const bool valid = header.size() == kShape.size() &&
                     std::equal(kShape.begin(), kShape.end(), header.begin(), fits);
  return valid ? header : "";
}

}  // namespace

grpc::Status ReceivedRpc::Finish(const absl::Status& outcome) {
  const auto duration = std::chrono::steady_clock::now() - start_;
  observer_->Finished({.method = *method_,
                       .caller = caller_,
                       .peer = context_->peer(),
                       .outcome = outcome,
                       .duration = absl::FromChrono(duration)});
  return ToGrpcStatus(outcome);
}

absl::Status Reception::Authorise(const grpc::ServerContextBase& context,
                                  const MethodContract& method, Caller& caller) const {
  ASSIGN_OR_RETURN(const Identity identity, principals_.Resolve(context));
  caller.principal = identity.principal;
  caller.via = identity.via;
  if (caller.principal.empty() && method.request_id != nullptr) {
    return ReasonError(absl::StatusCode::kUnauthenticated, kRpcDomain, "PRINCIPAL_MISSING",
                       fmt::format("{} changes something, so it must say who acts: send the "
                                   "account name, percent-encoded, in "
                                   "the header {}",
                                   method.name, kPrincipalHeader));
  }
  RETURN_IF_ERROR(access_.Require(identity, method.role));
  const bool patient = context.deadline() == std::chrono::system_clock::time_point::max();
  if (!identity.certified || method.streams || !patient) return absl::OkStatus();
  return ReasonError(absl::StatusCode::kInvalidArgument, kRpcDomain, "DEADLINE_MISSING",
                     "a call over the network says how long it waits: set a deadline");
}

ReceivedRpc Reception::Admit(const grpc::ServerContextBase& context,
                             const google::protobuf::Message& request, const MethodContract& method,
                             LoadLimit& limit) const {
  ReceivedRpc rpc(method, context, observer_);
  rpc.caller_.trace_parent = TraceParentOf(context);
  rpc.caller_.deadline =
      std::min(absl::FromChrono(context.deadline()), clock_.Now() + kRpcDurationMax);
  rpc.admission_ = Authorise(context, method, rpc.caller_);
  if (rpc.admission_.ok()) {
    auto place = limit.Enter(rpc.caller_.via.empty() ? rpc.caller_.principal : rpc.caller_.via);
    rpc.admission_ = place.status();
    if (place.ok()) rpc.place_ = *std::move(place);
  }
  if (!rpc.admission_.ok() || method.request_id == nullptr) return rpc;
  rpc.caller_.request_id = request.GetReflection()->GetString(request, method.request_id);
  rpc.caller_.request_digest = DigestOf(request, rpc.caller_.principal);
  return rpc;
}

void Reception::CheckRequestId(const ReceivedRpc& rpc, const google::protobuf::Message& request,
                               FieldErrors& errors) {
  const auto* field = rpc.method_->request_id;
  if (field == nullptr) return;
  errors.RequestId("request_id", request.GetReflection()->GetString(request, field));
}

}  // namespace debut::runtime
