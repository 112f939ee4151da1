#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/adjust_award.h"
#include "domain/grants/decide_clawback.h"
#include "domain/grants/end_clawback.h"
#include "domain/grants/propose_clawback.h"
#include "runtime/acts.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/preparation.h"

// Awards that turn out to be too high: adjusted before payment, claimed back after it.
namespace debut::grants {
namespace {

using money::Fen;
using runtime::Caller;
using runtime::FieldErrors;

}  // namespace

grpc::Status GrantsService::AdjustAward(grpc::ServerContext* context,
                                        const v1::AdjustAwardRequest* request,
                                        v1::AdjustAwardResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::AdjustAwardRequest& asked, const Caller& caller, FieldErrors& errors) {
        grants::AdjustAward command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.by = caller.principal;
        command.grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax);
        command.adjusted_date =
            runtime::ActDate(errors, "adjusted_date", asked.adjusted_date(), context_.clock);
        return command;
      },
      [](const grants::AdjustAward&, const decision::Outcome& outcome,
         v1::AdjustAwardResponse& answer) {
        if (const auto adjusted = decision::FactIn<v1::AwardAdjusted>(outcome)) {
          answer.set_amount_fen(adjusted->amount_fen());
          answer.set_released_fen(adjusted->released_fen());
          *answer.mutable_sheet() = adjusted->sheet();
        }
      });
}

grpc::Status GrantsService::ProposeClawback(grpc::ServerContext* context,
                                            const v1::ProposeClawbackRequest* request,
                                            v1::ProposeClawbackResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::ProposeClawbackRequest& asked, const Caller& caller, FieldErrors& errors) {
        grants::ProposeClawback command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.by = caller.principal;
        command.grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax);
        command.proposed_date =
            runtime::ActDate(errors, "proposed_date", asked.proposed_date(), context_.clock);
        return command;
      },
      [&](const grants::ProposeClawback& asked, const decision::Outcome& outcome,
          v1::ProposeClawbackResponse& answer) -> absl::Status {
        if (const auto proposed = decision::FactIn<v1::ClawbackProposed>(outcome)) {
          answer.set_clawback_number(proposed->clawback_number());
          answer.set_amount_fen(proposed->amount_fen());
          answer.set_due_fen(proposed->due_fen());
          *answer.mutable_sheet() = proposed->sheet();
        } else {
          ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, asked.claim.claim_id));
          const Clawback& clawback = file.payment.clawback;
          answer.set_clawback_number(clawback.number);
          answer.set_amount_fen(clawback.amount.count);
          answer.set_due_fen((file.payment.Claimable() - clawback.amount).count);
        }
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::ApproveClawback(grpc::ServerContext* context,
                                            const v1::ApproveClawbackRequest* request,
                                            v1::ApproveClawbackResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::ApproveClawbackRequest& asked, const Caller& caller, FieldErrors& errors) {
        return grants::ApproveClawback{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .by = caller.principal,
            .document = errors.Text("document", asked.document()),
            .approved_date =
                runtime::ActDate(errors, "approved_date", asked.approved_date(), context_.clock)};
      },
      [&](const grants::ApproveClawback& command, const decision::Outcome& outcome,
          v1::ApproveClawbackResponse& answer) -> absl::Status {
        ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, command.claim_id));
        const auto approved = decision::FactIn<v1::ClawbackApproved>(outcome);
        answer.set_amount_fen(approved ? approved->amount_fen()
                                       : file.payment.clawback.amount.count);
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::DismissClawback(grpc::ServerContext* context,
                                            const v1::DismissClawbackRequest* request,
                                            v1::DismissClawbackResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::DismissClawbackRequest& asked, const Caller& caller, FieldErrors& errors) {
        return grants::DismissClawback{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .by = caller.principal,
            .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
            .dismissed_date =
                runtime::ActDate(errors, "dismissed_date", asked.dismissed_date(), context_.clock)};
      });
}

grpc::Status GrantsService::RecordRecovery(grpc::ServerContext* context,
                                           const v1::RecordRecoveryRequest* request,
                                           v1::RecordRecoveryResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::RecordRecoveryRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::RecordRecovery{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .amount =
                Fen(errors.Positive("amount_fen", asked.amount_fen(), money::kAmountMax.count)),
            .recovered_date =
                runtime::ActDate(errors, "recovered_date", asked.recovered_date(), context_.clock),
            .bank_reference =
                errors.Text("bank_reference", asked.bank_reference(), kReferenceCharactersMax)};
      },
      [&](const grants::RecordRecovery& command, const decision::Outcome& outcome,
          v1::RecordRecoveryResponse& answer) -> absl::Status {
        if (const auto recovered = decision::FactIn<v1::RecoveryRecorded>(outcome)) {
          answer.set_outstanding_fen(recovered->outstanding_fen());
          answer.set_destination(recovered->destination());
        } else {
          ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, command.claim_id));
          answer.set_outstanding_fen(file.payment.clawback.Outstanding().count);
          answer.set_destination(DestinationOf(file, command.recovered_date));
        }
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::WriteOffClawback(grpc::ServerContext* context,
                                             const v1::WriteOffClawbackRequest* request,
                                             v1::WriteOffClawbackResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::WriteOffClawbackRequest& asked, const Caller& caller, FieldErrors& errors) {
        return grants::WriteOffClawback{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .by = caller.principal,
            .document = errors.Text("document", asked.document()),
            .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
            .written_off_date = runtime::ActDate(errors, "written_off_date",
                                                 asked.written_off_date(), context_.clock)};
      },
      [&](const grants::WriteOffClawback& command, const decision::Outcome& outcome,
          v1::WriteOffClawbackResponse& answer) -> absl::Status {
        ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, command.claim_id));
        const auto written_off = decision::FactIn<v1::ClawbackWrittenOff>(outcome);
        answer.set_amount_fen(written_off ? written_off->amount_fen()
                                          : file.payment.clawback.written_off.count);
        return absl::OkStatus();
      });
}

}  // namespace debut::grants
