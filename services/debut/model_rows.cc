#include "services/debut/model_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/broken_invariant.h"
#include "base/status_macros.h"
#include "debut/readmodels/v1/readmodels_service.grpc.pb.h"
#include "runtime/principal.h"
#include "runtime/rpc_status.h"
#include "services/debut/progress_bar.h"

namespace debut::cli {

namespace v1 = readmodels::v1;

absl::StatusOr<v1::RebuildModelResponse> RebuildOnServer(Session& session, const std::string& model,
                                                         v1::RebuildMode mode) {
  const Client& client = session.client();
  const auto channel = client.ChannelOf("debut.readmodels.v1");
  if (channel == nullptr) {
    return absl::InvalidArgumentError("--server: no address is given for readmodels");
  }
  v1::RebuildModelRequest request;
  request.set_model(model);
  request.set_mode(mode);
  const auto stub = v1::ReadModelsService::NewStub(channel);
  grpc::ClientContext context;
  if (!client.principal().empty()) runtime::SetPrincipal(context, client.principal());
  const auto stream = stub->RebuildModel(&context, request);
  std::optional<ProgressBar> bar;
  std::uint64_t shown = 0;
  v1::RebuildModelResponse message;
  while (stream->Read(&message)) {
    if (!bar) bar.emplace(model, message.target_position());
    bar->Advance(message.position() - std::min(shown, message.position()));
    shown = message.position();
  }
  bar.reset();
  RETURN_IF_ERROR(runtime::FromGrpcStatus(stream->Finish()));
  return message;
}

std::string_view WhatIsWrong(const v1::RebuildModelResponse::Difference& difference) {
  if (!difference.is_rebuilt()) return "should not be there";
  return difference.is_stored() ? "has another value" : "is missing";
}

absl::StatusOr<readmodels::ModelKind> FindModelKind(const std::string& name) {
  std::string names;
  for (readmodels::ModelKind& kind : readmodels::AllModelKinds()) {
    if (kind.projector->name() == name) return std::move(kind);
    names += " " + kind.projector->name();
  }
  return absl::InvalidArgumentError(
      fmt::format("--model: there is no read model {}; there are{}", name, names));
}

absl::StatusOr<projection::Rows> MakeRows(const eventstore::EventStore& log,
                                          const readmodels::ModelKind& kind,
                                          eventstore::Position position) {
  ProgressBar bar(kind.projector->name(), position.value);
  std::uint64_t shown = 0;
  // A fact that is damaged ends no audit.
  auto rows = base::CatchBroken([&] {
    return projection::RowsAt(log, *kind.projector, position, [&](eventstore::Position done) {
      bar.Advance(done.value - std::exchange(shown, done.value));
    });
  });
  if (rows.ok()) bar.Advance(position.value - shown);
  return rows;
}

}  // namespace debut::cli
