#include <fmt/format.h>

#include <algorithm>

#include "runtime/rpc_status.h"
#include "services/readmodels/queries.h"
#include "services/readmodels/reasons.h"

namespace debut::readmodels {
namespace {

using projection::Comparison;
using projection::Projection;
using projection::RebuildMode;
using projection::RebuildProgress;
using Writer = grpc::ServerWriter<v1::RebuildModelResponse>;

absl::StatusOr<Projection*> FindModel(const Models& models, const std::string& name) {
  const std::vector<Projection*> all = models.all();
  const auto found = std::ranges::find_if(
      all, [&](const Projection* each) { return each->projector().name() == name; });
  if (found != all.end()) return *found;
  return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kModelUnknown,
                              fmt::format("there is no read model {}", name), {{"model", name}});
}

absl::Status Send(Writer& writer, const v1::RebuildModelResponse& message) {
  if (writer.Write(message)) return absl::OkStatus();
  return absl::CancelledError("the caller went away; nothing was replaced");
}

v1::RebuildModelResponse MessageOf(const Comparison& comparison, bool replaced) {
  v1::RebuildModelResponse message;
  message.set_position(comparison.position.value);
  message.set_target_position(comparison.position.value);
  v1::RebuildModelResponse::Result& result = *message.mutable_result();
  result.set_rows_count(comparison.rows_count);
  result.set_differences_count(comparison.differences_count);
  result.set_replaced(replaced);
  for (const Comparison::Difference& each : comparison.differences) {
    auto& difference = *result.add_differences();
    difference.set_key(each.key);
    difference.set_is_stored(each.left.has_value());
    difference.set_is_rebuilt(each.right.has_value());
  }
  return message;
}

}  // namespace

grpc::Status Queries::RebuildModel(grpc::ServerContext* context,
                                   const v1::RebuildModelRequest* request, Writer* writer) {
  return context_.reception.Serve(
      context, request, writer, [&](const runtime::Caller&) -> absl::Status {
        runtime::FieldErrors errors;
        const std::string name = errors.Id("model", request->model());
        const bool replace = errors.EnumSet("mode", request->mode()) == v1::REBUILD_MODE_REPLACE;
        RETURN_IF_ERROR(errors.ToStatus());
        ASSIGN_OR_RETURN(Projection* const model, FindModel(models_, name));
        const auto tell = [&](const RebuildProgress& progress) {
          v1::RebuildModelResponse message;
          message.set_position(progress.position.value);
          message.set_target_position(progress.target.value);
          return Send(*writer, message);
        };
        ASSIGN_OR_RETURN(
            const Comparison comparison,
            model->Rebuild(replace ? RebuildMode::kReplace : RebuildMode::kCompare, tell));
        return Send(*writer, MessageOf(comparison, replace));
      });
}

}  // namespace debut::readmodels
