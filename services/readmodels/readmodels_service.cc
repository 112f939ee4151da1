#include "services/readmodels/readmodels_service.h"

#include <filesystem>
#include <memory>

#include "services/readmodels/day_closer.h"
#include "services/readmodels/model_measure.h"
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

namespace {

// The models, and what closes the day once they follow the log.
class ModelsAndCalendar final : public runtime::Background {
 public:
  // `closer` may be null.
  ModelsAndCalendar(std::unique_ptr<Models> models, std::unique_ptr<DayCloser> closer)
      : models_(std::move(models)), closer_(std::move(closer)) {}

  absl::Status Start() override {
    RETURN_IF_ERROR(models_->Start());
    return closer_ == nullptr ? absl::OkStatus() : closer_->Start();
  }
  void Stop() override {
    if (closer_ != nullptr) closer_->Stop();
    models_->Stop();
  }

 private:
  const std::unique_ptr<Models> models_;
  const std::unique_ptr<DayCloser> closer_;
};

std::unique_ptr<DayCloser> MakeDayCloser(const runtime::ServiceContext& context,
                                         const Models& models) {
  const config::v1::Scheduler& config = context.config.scheduler();
  if (config.off()) return nullptr;
  return std::make_unique<DayCloser>(
      context.store, context.decider, models,
      config.interval_ms() == 0 ? kDayCloserInterval : absl::Milliseconds(config.interval_ms()));
}

}  // namespace

absl::StatusOr<runtime::HostedService> MakeReadModelsService(
    const runtime::ServiceContext& context) {
  const std::filesystem::path directory =
      std::filesystem::path(context.config.data_dir()) / "readmodels";
  ASSIGN_OR_RETURN(std::unique_ptr<Models> models, Models::Open(context.store, directory.string()));
  Models& read = *models;
  auto queries = std::make_unique<Queries>(context, read);
  auto closer = MakeDayCloser(context, read);
  auto background = std::make_unique<ModelsAndCalendar>(std::move(models), std::move(closer));
  ModelsAndCalendar& behind = *background;
  return runtime::HostedService{.name = v1::ReadModelsService::service_full_name(),
                                .background = std::move(background),
                                .service = std::move(queries),
                                // Those who wait for a position are not kept waiting.
                                .end_streams = [&behind] { behind.Stop(); },
                                .measure = ModelMeasure(read, context.store, context.clock)};
}

}  // namespace debut::readmodels
