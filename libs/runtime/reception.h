#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "runtime/access.h"
#include "runtime/caller.h"
#include "runtime/field_errors.h"
#include "runtime/limits.h"
#include "runtime/load_limit.h"
#include "runtime/method_contract.h"
#include "runtime/principal.h"
#include "runtime/rpc_status.h"

namespace debut::runtime {

// What is known of an RPC when it has been answered. Lives for the call of Finished().
struct RpcRecord {
  const MethodContract& method;
  const Caller& caller;
  std::string peer;
  const absl::Status& outcome;
  absl::Duration duration;
};

// Is told of every RPC: the log line, later the metrics. Thread-safe.
class RpcObserver {
 public:
  virtual ~RpcObserver() = default;
  virtual void Finished(const RpcRecord& record) = 0;
};

// An RPC between its arrival and its answer. For services on the callback API; handlers on the sync
// API use Reception::Serve. Movable, not thread-safe; must not outlive the server context.
class ReceivedRpc {
 public:
  // OK, or why the caller is turned away: then Finish(admission()) at once.
  const absl::Status& admission() const { return admission_; }
  const Caller& caller() const { return caller_; }

  // Reports the outcome to the observer and maps it. Called once.
  grpc::Status Finish(const absl::Status& outcome);

 private:
  friend class Reception;
  ReceivedRpc(const MethodContract& method, const grpc::ServerContextBase& context,
              RpcObserver& observer)
      : method_(&method), context_(&context), observer_(&observer) {}

  const MethodContract* method_;
  const grpc::ServerContextBase* context_;
  RpcObserver* observer_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  Caller caller_;
  absl::Status admission_;
  LoadLimit::Place place_;
};

// The one place where an RPC is received: who calls, may they, is it a repeat, how long may it
// take; and where it is answered: the mapping of statuses and the log line. Thread-safe.
//
//   grpc::Status ProposeAward(grpc::ServerContext* context, const v1::ProposeAwardRequest* request,
//                             v1::ProposeAwardResponse* response) override {
//     return reception_.Serve(
//         context, request, response,
//         [](const v1::ProposeAwardRequest& award, const Caller& caller, FieldErrors& errors) {
//           return ProposeAward{.claim = ClaimId(errors.Id("claim_id", award.claim_id())),
//                               .amount = Fen(errors.Positive("amount_fen", award.amount_fen())),
//                               .by = Principal(caller.principal)};
//         },
//         [&](const Caller& caller, ProposeAward command)
//             -> absl::StatusOr<v1::ProposeAwardResponse> { ... });
//   }
//
// Refusals before a handler runs, in this order:
//   UNAUTHENTICATED    the principal is malformed, or missing on an RPC that changes something;
//   with
//                      TLS: its certificate names no account, has expired or is revoked;
//   PERMISSION_DENIED  the principal lacks the method's role, or may not act for somebody else;
//   INVALID_ARGUMENT   with TLS: no deadline, except for a stream (DEADLINE_MISSING);
//   RESOURCE_EXHAUSTED too many calls are under way, of this caller or in all (limits.h);
//   INVALID_ARGUMENT   every bad field, with debut.rpc.v1.BadRequest; request_id among them.
class Reception {
 public:
  // All must outlive it.
  Reception(const PrincipalResolver& principals, const Access& access, RpcObserver& observer,
            const base::Clock& clock)
      : principals_(principals), access_(access), observer_(observer), clock_(clock) {}

  // `parse`: Command(const Request&, const Caller&, FieldErrors&), reads the request into what the
  // handler needs; its result is used only if it found no errors.
  // `handle`: absl::StatusOr<Response>(const Caller&, Command).
  template <typename Request, typename Response, typename Parse, typename Handle>
  grpc::Status Serve(grpc::ServerContext* context, const Request* request, Response* response,
                     Parse&& parse, Handle&& handle) const {
    ReceivedRpc rpc = Admit(*context, *request, ContractOf<Request>(), handled_);
    if (!rpc.admission().ok()) return rpc.Finish(rpc.admission());
    FieldErrors errors;
    CheckRequestId(rpc, *request, errors);
    auto command = parse(*request, rpc.caller(), errors);
    if (!errors.ok()) return rpc.Finish(errors.ToStatus());
    return rpc.Finish(Answer(handle(rpc.caller(), std::move(command)), response));
  }

  // For requests without fields to check. `handle`: absl::StatusOr<Response>(const Caller&, const
  // Request&), or absl::Status(const Caller&) which fills the response, or writes a stream, itself.
  template <typename Request, typename Response, typename Handle>
  grpc::Status Serve(grpc::ServerContext* context, const Request* request, Response* response,
                     Handle&& handle) const {
    ReceivedRpc rpc = ReceiveWithin(*context, *request, handled_);
    if (!rpc.admission().ok()) return rpc.Finish(rpc.admission());
    if constexpr (std::is_invocable_v<Handle, const Caller&>) {
      return rpc.Finish(handle(rpc.caller()));
    } else {
      return rpc.Finish(Answer(handle(rpc.caller(), *request), response));
    }
  }

  // The admission alone, request_id included: for the callback API.
  template <typename Request>
  ReceivedRpc Receive(const grpc::ServerContextBase& context, const Request& request) const {
    return ReceiveWithin(context, request, received_);
  }

  // Whether the caller has a role besides the one that the method needs.
  bool Has(const grpc::ServerContextBase& context, std::string_view role) const {
    const auto identity = principals_.Resolve(context);
    return identity.ok() && access_.Require(*identity, role).ok();
  }

 private:
  template <typename Request>
  ReceivedRpc ReceiveWithin(const grpc::ServerContextBase& context, const Request& request,
                            LoadLimit& limit) const {
    ReceivedRpc rpc = Admit(context, request, ContractOf<Request>(), limit);
    FieldErrors errors;
    if (rpc.admission().ok()) CheckRequestId(rpc, request, errors);
    if (!errors.ok()) rpc.admission_ = errors.ToStatus();
    return rpc;
  }

  ReceivedRpc Admit(const grpc::ServerContextBase& context,
                    const google::protobuf::Message& request, const MethodContract& method,
                    LoadLimit& limit) const;
  absl::Status Authorise(const grpc::ServerContextBase& context, const MethodContract& method,
                         Caller& caller) const;
  static void CheckRequestId(const ReceivedRpc& rpc, const google::protobuf::Message& request,
                             FieldErrors& errors);

  template <typename Response>
  static absl::Status Answer(absl::StatusOr<Response> answer, Response* response) {
    if (answer.ok()) *response = *std::move(answer);
    return answer.status();
  }

  const PrincipalResolver& principals_;
  const Access& access_;
  RpcObserver& observer_;
  const base::Clock& clock_;
  mutable LoadLimit handled_{kHandledRpcsMax, kHandledRpcsOfOneCallerMax};
  mutable LoadLimit received_{kReceivedRpcsMax, kReceivedRpcsOfOneCallerMax};
};

}  // namespace debut::runtime
