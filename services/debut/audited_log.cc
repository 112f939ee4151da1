#include "services/debut/audited_log.h"

#include "eventstore_grpc/grpc_event_store.h"
#include "runtime/principal.h"
#include "runtime/text.h"
#include "services/debut/audit_verbs.h"

namespace debut::cli {

absl::StatusOr<std::unique_ptr<const eventstore::EventStore>> OpenAuditedLog(Session& session) {
  const Client& client = session.client();
  const auto channel = client.ChannelOf("debut.eventlog.v1");
  if (channel == nullptr) {
    return absl::InvalidArgumentError("--server: no address is given for eventlog");
  }
  eventstore_grpc::GrpcEventStoreOptions options;
  if (!client.principal().empty()) {
    options.metadata.emplace_back(runtime::kPrincipalHeader,
                                  runtime::PercentEncode(client.principal()));
  }
  return std::make_unique<const eventstore_grpc::GrpcEventStore>(channel, options);
}

void AddReplayVerbs(CLI::App& audit, Session& session) { AddRedecideVerb(audit, session); }

}  // namespace debut::cli
