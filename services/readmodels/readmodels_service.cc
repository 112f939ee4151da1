#include "services/readmodels/readmodels_service.h"

#include <filesystem>
#include <memory>

#include "services/readmodels/queries.h"

namespace debut::readmodels {

grpc::Status Queries::GetProjectionStatus(grpc::ServerContext* context,
                                          const v1::GetProjectionStatusRequest* request,
                                          v1::GetProjectionStatusResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const runtime::Caller&, const v1::GetProjectionStatusRequest&)
          -> absl::StatusOr<v1::GetProjectionStatusResponse> {
        v1::GetProjectionStatusResponse answer;
        ASSIGN_OR_RETURN(const eventstore::Position head, context_.store.Head());
        answer.set_head_position(head.value);
        for (const projection::Projection* projection : models_.all()) {
          const projection::ProjectionStatus status = projection->status();
          auto& row = *answer.add_projections();
          row.set_name(status.name);
          row.set_version(status.version);
          row.set_position(status.position.value);
          row.set_rows_count(status.rows_count);
          row.set_lag_count(head > status.position ? head.value - status.position.value : 0);
          if (!status.trouble.ok()) row.set_trouble(status.trouble.ToString());
        }
        return answer;
      });
}

absl::StatusOr<runtime::HostedService> MakeReadModelsService(
    const runtime::ServiceContext& context) {
  const std::filesystem::path directory =
      std::filesystem::path(context.config.data_dir()) / "readmodels";
  ASSIGN_OR_RETURN(std::unique_ptr<Models> models, Models::Open(context.store, directory.string()));
  Models& behind = *models;
  auto queries = std::make_unique<Queries>(context, behind);
  return runtime::HostedService{.name = v1::ReadModelsService::service_full_name(),
                                .background = std::move(models),
                                .service = std::move(queries),
                                // Those who wait for a position are not kept waiting.
                                .end_streams = [&behind] { behind.Stop(); }};
}

}  // namespace debut::readmodels
