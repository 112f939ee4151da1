#include <fmt/format.h>

#include "base/status_macros.h"
#include "calendar/date.h"
#include "debut/grants/v1/claim_review_events.pb.h"
#include "domain/grants/objection.h"
#include "domain/grants/reasons.h"
#include "sealing/sealer.h"
#include "services/grants/review_rpcs.h"

// Objections. Who objected is sealed before it is decided; privacy.ReadSealedFields tells.
namespace debut::grants {
namespace {

using calendar::FormatDate;
using runtime::ActDate;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::size_t kNameCharactersMax = 100;

struct ObjectionAsked {
  RaiseObjection command;
  std::string objector_name;  // Still to be sealed.
};

absl::StatusOr<RaiseObjection> Sealed(sealing::Sealer& sealer, const ObjectionAsked& asked) {
  RaiseObjection command = asked.command;
  ASSIGN_OR_RETURN(command.objector_name, sealing::SealFieldOf<v1::ObjectionRaised>(
                                              sealer, v1::ObjectionRaised::kObjectorNameFieldNumber,
                                              command.objection_id, asked.objector_name));
  return command;
}

// What both ways of resolving an objection are asked with.
template <typename Command, typename Request>
Command ReadResolution(const Request& asked, const Caller& caller, FieldErrors& errors,
                       const base::Clock& clock) {
  Command command;
  command.objection_id = errors.Id("objection_id", asked.objection_id());
  command.findings = errors.Text("findings", asked.findings(), kGroundsCharactersMax);
  command.resolved_date = ActDate(errors, "resolved_date", asked.resolved_date(), clock);
  command.by = caller.principal;
  return command;
}

}  // namespace

grpc::Status ClaimReviewService::RaiseObjection(grpc::ServerContext* context,
                                                const v1::RaiseObjectionRequest* request,
                                                v1::RaiseObjectionResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::RaiseObjectionRequest& asked, const Caller&, FieldErrors& errors) {
        return ObjectionAsked{
            .command = {.objection_id = runtime::NewId(errors, "objection_id", asked.objection_id(),
                                                       "OB", asked.request_id()),
                        .claim_id = errors.Id("claim_id", asked.claim_id()),
                        .objector_name = {},
                        .signature_present = asked.signature_present(),
                        .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
                        .received_date = ActDate(errors, "received_date", asked.received_date(),
                                                 context_.clock)},
            .objector_name =
                errors.OptionalText("objector_name", asked.objector_name(), kNameCharactersMax)};
      },
      [](const grants::RaiseObjection& command, const decision::Outcome&,
         v1::RaiseObjectionResponse& answer) { answer.set_objection_id(command.objection_id); });
}

grpc::Status ClaimReviewService::UpholdObjection(grpc::ServerContext* context,
                                                 const v1::UpholdObjectionRequest* request,
                                                 v1::UpholdObjectionResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::UpholdObjectionRequest& asked, const Caller& caller, FieldErrors& errors) {
        return ReadResolution<grants::UpholdObjection>(asked, caller, errors, context_.clock);
      });
}

grpc::Status ClaimReviewService::DismissObjection(grpc::ServerContext* context,
                                                  const v1::DismissObjectionRequest* request,
                                                  v1::DismissObjectionResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::DismissObjectionRequest& asked, const Caller& caller, FieldErrors& errors) {
        return ReadResolution<grants::DismissObjection>(asked, caller, errors, context_.clock);
      });
}

grpc::Status ClaimReviewService::GetObjection(grpc::ServerContext* context,
                                              const v1::GetObjectionRequest* request,
                                              v1::GetObjectionResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [](const v1::GetObjectionRequest& asked, const Caller&, FieldErrors& errors) {
        return errors.Id("objection_id", asked.objection_id());
      },
      [&](const Caller&, const std::string& id) -> absl::StatusOr<v1::GetObjectionResponse> {
        ASSIGN_OR_RETURN(const auto objection, decision::Load(context_.store, ObjectionFile{id}));
        const ObjectionFile& file = objection.view;
        if (!file.Known()) {
          return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kObjectionUnknown,
                                      fmt::format("there is no objection {}", id),
                                      {{"objection_id", id}});
        }
        v1::GetObjectionResponse answer;
        v1::ClaimObjection& shown = *answer.mutable_objection();
        shown.set_objection_id(id);
        shown.set_state(file.state);
        shown.set_received_date(FormatDate(file.received_date));
        if (file.state != v1::OBJECTION_STATE_OPEN) {
          shown.set_resolved_date(FormatDate(file.resolved_date));
        }
        answer.set_claim_id(file.claim_id);
        answer.set_grounds(file.grounds);
        answer.set_findings(file.findings);
        answer.set_position(objection.head.value);
        return answer;
      });
}

}  // namespace debut::grants
