#include "domain/grants/accept_claim.h"
#include "domain/grants/end_claim.h"
#include "domain/grants/reasons.h"
#include "domain/grants/submit_claim.h"
#include "runtime/acts.h"
#include "services/grants/claim_messages.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/preparation.h"
#include "services/grants/review_messages.h"

// Claims until they are accepted, and those that end unpaid.
namespace debut::grants {
namespace {

using runtime::Caller;
using runtime::FieldErrors;

grants::SubmitClaim ReadSubmitClaim(const v1::SubmitClaimRequest& asked, FieldErrors& errors,
                                    const base::Clock& clock) {
  grants::SubmitClaim command;
  command.claim_id = runtime::NewId(errors, "claim_id", asked.claim_id(), "CL", asked.request_id());
  command.round_id = errors.Id("round_id", asked.round_id());
  command.submitted_date =
      runtime::ActDate(errors, "submitted_date", asked.submitted_date(), clock);
  command.attachments = ReadAttachments(asked.attachments(), errors);
  command.invoices = ReadInvoices(asked.invoices(), errors);
  command.claimant = registry::Party(errors.Id("enterprise_id", asked.enterprise_id()));
  command.facts = ReadClaimedFacts(asked, command.submitted_date, errors);
  return command;
}

}  // namespace

grpc::Status GrantsService::SubmitClaim(grpc::ServerContext* context,
                                        const v1::SubmitClaimRequest* request,
                                        v1::SubmitClaimResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::SubmitClaimRequest& asked, const Caller&, FieldErrors& errors) {
        return ReadSubmitClaim(asked, errors, context_.clock);
      },
      [&](const grants::SubmitClaim& asked, const decision::Outcome& outcome,
          v1::SubmitClaimResponse& answer) -> absl::Status {
        answer.set_claim_id(asked.claim_id);
        if (const auto submitted = decision::FactIn<v1::ClaimSubmitted>(outcome)) {
          answer.set_cap_key(submitted->cap_key());
        } else {
          ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, asked.claim_id));
          answer.set_cap_key(file.terms.cap_key);
        }
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::AcceptClaim(grpc::ServerContext* context,
                                        const v1::AcceptClaimRequest* request,
                                        v1::AcceptClaimResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::AcceptClaimRequest& asked, const Caller&, FieldErrors& errors) {
        grants::AcceptClaim command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.accepted_date =
            runtime::ActDate(errors, "accepted_date", asked.accepted_date(), context_.clock);
        return command;
      },
      [&](const grants::AcceptClaim& asked, const decision::Outcome& outcome,
          v1::AcceptClaimResponse& answer) -> absl::Status {
        if (const auto accepted = decision::FactIn<v1::ClaimAccepted>(outcome)) {
          answer.set_acceptance_number(accepted->acceptance_number());
        } else {
          ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, asked.claim.claim_id));
          answer.set_acceptance_number(file.acceptance_number);
        }
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::RefuseClaim(grpc::ServerContext* context,
                                        const v1::RefuseClaimRequest* request,
                                        v1::RefuseClaimResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::RefuseClaimRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::RefuseClaim{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
            .refused_date =
                runtime::ActDate(errors, "refused_date", asked.refused_date(), context_.clock)};
      });
}

grpc::Status GrantsService::WithdrawClaim(grpc::ServerContext* context,
                                          const v1::WithdrawClaimRequest* request,
                                          v1::WithdrawClaimResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::WithdrawClaimRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::WithdrawClaim{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
            .withdrawn_date =
                runtime::ActDate(errors, "withdrawn_date", asked.withdrawn_date(), context_.clock)};
      });
}

grpc::Status GrantsService::GetClaim(grpc::ServerContext* context,
                                     const v1::GetClaimRequest* request,
                                     v1::GetClaimResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [](const v1::GetClaimRequest& asked, const Caller&, FieldErrors& errors) {
        return errors.Id("claim_id", asked.claim_id());
      },
      [&](const Caller&, const std::string& claim_id) -> absl::StatusOr<v1::GetClaimResponse> {
        ASSIGN_OR_RETURN(const auto file, decision::Load(context_.store, ClaimFile{claim_id}));
        if (!file.view.Known()) {
          return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kClaimUnknown,
                                      fmt::format("there is no claim {}", claim_id),
                                      {{"claim_id", claim_id}});
        }
        ASSIGN_OR_RETURN(const auto steps, decision::Load(context_.store, ClaimSteps{claim_id},
                                                          {.up_to = file.head}));
        v1::GetClaimResponse answer;
        *answer.mutable_claim() = MessageOf(file.view, steps.view);
        ASSIGN_OR_RETURN(const auto review, decision::Load(context_.store, ClaimReview{claim_id},
                                                           {.up_to = file.head}));
        WriteReview(file.view, review.view, *answer.mutable_claim());
        answer.set_position(file.head.value);
        return answer;
      });
}

}  // namespace debut::grants
