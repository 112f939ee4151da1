#include "domain/grants/grant_subsidy.h"
#include "domain/grants/order_payment.h"
#include "runtime/acts.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/preparation.h"

// From the grant to the paid subsidy.
namespace debut::grants {
namespace {

using runtime::Caller;
using runtime::FieldErrors;

}  // namespace

grpc::Status GrantsService::GrantSubsidy(grpc::ServerContext* context,
                                         const v1::GrantSubsidyRequest* request,
                                         v1::GrantSubsidyResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::GrantSubsidyRequest& asked, const Caller& caller, FieldErrors& errors) {
        grants::GrantSubsidy command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.by = caller.principal;
        command.grant_id =
            runtime::NewId(errors, "grant_id", asked.grant_id(), "G", asked.request_id());
        command.granted_date =
            runtime::ActDate(errors, "granted_date", asked.granted_date(), context_.clock);
        command.document = errors.Text("document", asked.document());
        return command;
      },
      [&](const grants::GrantSubsidy& asked, const decision::Outcome& outcome,
          v1::GrantSubsidyResponse& answer) -> absl::Status {
        if (const auto granted = decision::FactIn<v1::SubsidyGranted>(outcome)) {
          answer.set_grant_id(granted->grant_id());
          answer.set_amount_fen(granted->amount_fen());
        } else {
          ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, asked.claim.claim_id));
          answer.set_grant_id(file.grant_id);
          answer.set_amount_fen(file.amount.count);
        }
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::OrderPayment(grpc::ServerContext* context,
                                         const v1::OrderPaymentRequest* request,
                                         v1::OrderPaymentResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::OrderPaymentRequest& asked, const Caller& caller, FieldErrors& errors) {
        grants::OrderPayment command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.by = caller.principal;
        command.order_id =
            runtime::NewId(errors, "order_id", asked.order_id(), "O", asked.request_id());
        command.ordered_date =
            runtime::ActDate(errors, "ordered_date", asked.ordered_date(), context_.clock);
        return command;
      },
      [&](const grants::OrderPayment& asked, const decision::Outcome& outcome,
          v1::OrderPaymentResponse& answer) -> absl::Status {
        answer.set_order_id(asked.order_id);
        if (const auto ordered = decision::FactIn<v1::PaymentOrdered>(outcome)) {
          answer.set_amount_fen(ordered->amount_fen());
        } else {
          ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, asked.claim.claim_id));
          answer.set_amount_fen(file.amount.count);
        }
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::SettlePayment(grpc::ServerContext* context,
                                          const v1::SettlePaymentRequest* request,
                                          v1::SettlePaymentResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::SettlePaymentRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::SettlePayment{
            .order_id = errors.Id("order_id", asked.order_id()),
            .settled_date =
                runtime::ActDate(errors, "settled_date", asked.settled_date(), context_.clock),
            .bank_reference =
                errors.Text("bank_reference", asked.bank_reference(), kReferenceCharactersMax),
            .claim_id = ""};
      });
}

grpc::Status GrantsService::ReturnPayment(grpc::ServerContext* context,
                                          const v1::ReturnPaymentRequest* request,
                                          v1::ReturnPaymentResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::ReturnPaymentRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::ReturnPayment{
            .order_id = errors.Id("order_id", asked.order_id()),
            .returned_date =
                runtime::ActDate(errors, "returned_date", asked.returned_date(), context_.clock),
            .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
            .claim_id = ""};
      });
}

}  // namespace debut::grants
