#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <string_view>
#include <type_traits>

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "runtime/decide.h"
#include "runtime/program.h"

namespace debut::runtime {

// A command that has no more keys than it is asked for with. A context overloads this beside its
// commands for those whose keys only the log knows:
//   absl::StatusOr<SignContract> Prepared(const eventstore::EventStore&, const SignContract&).
template <typename Command>
absl::StatusOr<Command> Prepared(const eventstore::EventStore&, const Command& asked) {
  return asked;
}

// Of a command whose answer says only what was recorded.
struct FillNothing {
  void operator()(const auto&, const decision::Outcome&, auto&) const {}
};

// A command without personal data. A context overloads this beside its commands for those whose
// texts are sealed, once, before they are prepared and decided as often as it takes:
//   absl::StatusOr<RecordContact> Sealed(sealing::Sealer&, const ContactAsked&).
template <typename Asked>
absl::StatusOr<Asked> Sealed(sealing::Sealer&, const Asked& asked) {
  return asked;
}

// The steps of a handler that carries out a command: reads the fields, seals, prepares, decides,
// and answers with what was recorded.
// `read`: the command, of (const Request&, const Caller&, FieldErrors&); what Sealed() takes.
// `fill`: adds what the response says besides, of (const Command&, const decision::Outcome&,
// Response&); the command is as it was decided. It may return an absl::Status.
template <typename Request, typename Response, typename Read, typename Fill = FillNothing>
grpc::Status ServeCommand(const ServiceContext& service, std::string_view domain,
                          grpc::ServerContext* context, const Request* request, Response* response,
                          Read&& read, Fill&& fill = {}) {
  return service.reception.Serve(
      context, request, response, std::forward<Read>(read),
      [&](const Caller& caller, const auto& read_command) -> absl::StatusOr<Response> {
        ASSIGN_OR_RETURN(const auto asked, Sealed(service.sealer, read_command));
        using Command = std::decay_t<decltype(asked)>;
        Command command = asked;
        const auto prepare = [&]() -> absl::StatusOr<Command> {
          ASSIGN_OR_RETURN(command, Prepared(service.store, asked));
          return command;
        };
        absl::Status filled;
        auto answer = DecideAndAnswer<Response>(
            service.decider, domain, caller, prepare,
            [&](const decision::Outcome& outcome, Response& recorded) {
              if constexpr (std::is_void_v<decltype(fill(command, outcome, recorded))>) {
                fill(command, outcome, recorded);
              } else {
                filled = fill(command, outcome, recorded);
              }
            });
        RETURN_IF_ERROR(filled);
        return answer;
      });
}

}  // namespace debut::runtime
