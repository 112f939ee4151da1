#include "services/market/market_service.h"

#include <utility>

#include "decision/decider.h"
#include "decision/execute.h"
#include "domain/market/amend_contract.h"
#include "domain/market/contract_key.h"
#include "domain/market/join_first_entry_case.h"
#include "domain/market/open_first_entry_case.h"
#include "domain/market/record_contract_payment.h"
#include "domain/market/record_end_user_acceptance.h"
#include "domain/market/sign_contract.h"
#include "domain/market/terminate_contract.h"
#include "runtime/acts.h"
#include "runtime/command_context.h"
#include "services/market/requests.h"

namespace debut::market {
namespace {

using money::Fen;
using registry::Party;
using runtime::Caller;
using runtime::FieldErrors;

constexpr char kDomain[] = "market";

// A party, unread, keyed with all its members.
absl::StatusOr<Party> KeyedParty(const runtime::ServiceContext& context, const std::string& id) {
  ASSIGN_OR_RETURN(
      const Party party, registry::ResolveParty(id, [&](Party unread) -> absl::StatusOr<Party> {
        ASSIGN_OR_RETURN(auto loaded, decision::Load(context.store, std::move(unread)));
        return std::move(loaded.view);
      }));
  return Party(id, party.MemberIds());
}

absl::StatusOr<std::string> CreditCodeOf(const runtime::ServiceContext& context,
                                         const std::string& id) {
  ASSIGN_OR_RETURN(const auto party, decision::Load(context.store, registry::EnterpriseFile{id}));
  return party.view.credit_code;
}

// What the first-entry commands share: their keys follow from the contract and the product.
template <typename Command>
absl::StatusOr<Command> WithEntryKeys(const runtime::ServiceContext& context, Command command) {
  ASSIGN_OR_RETURN(const auto contract,
                   decision::Load(context.store, ContractFile{command.contract_id}));
  ASSIGN_OR_RETURN(const auto product,
                   decision::Load(context.store, certification::ProductFile{command.product_id}));
  command.family_id = product.view.family_id;
  ASSIGN_OR_RETURN(command.maker, KeyedParty(context, contract.view.seller_id));
  ASSIGN_OR_RETURN(command.buyer, KeyedParty(context, contract.view.buyer_id));
  ASSIGN_OR_RETURN(command.end_user, KeyedParty(context, contract.view.end_user_id));
  return command;
}

// Decides a command that needs no preparation, and answers with what it recorded.
template <typename Response>
auto DecideAndAnswer(const runtime::ServiceContext& context) {
  return [&context](const Caller& caller, auto command) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const decision::Outcome outcome,
                     context.decider.Decide(std::move(command), CommandContextOf(caller, kDomain),
                                            caller.deadline));
    Response response;
    *response.mutable_recorded() = runtime::RecordedOf(outcome);
    return response;
  };
}

}  // namespace

grpc::Status MarketService::SignContract(grpc::ServerContext* context,
                                         const v1::SignContractRequest* request,
                                         v1::SignContractResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::SignContractRequest& asked, const Caller&, FieldErrors& errors) {
        return ReadSignContract(asked, errors, context_.clock);
      },
      [&](const Caller& caller,
          const SignContractFields& fields) -> absl::StatusOr<v1::SignContractResponse> {
        const auto prepare = [&]() -> absl::StatusOr<market::SignContract> {
          market::SignContract command = fields.command;
          ASSIGN_OR_RETURN(command.seller, KeyedParty(context_, fields.seller_id));
          ASSIGN_OR_RETURN(command.buyer, KeyedParty(context_, fields.buyer_id));
          ASSIGN_OR_RETURN(command.end_user, KeyedParty(context_, fields.end_user_id));
          ASSIGN_OR_RETURN(const std::string seller_code, CreditCodeOf(context_, fields.seller_id));
          ASSIGN_OR_RETURN(const std::string buyer_code, CreditCodeOf(context_, fields.buyer_id));
          command.evidence_key =
              ContractKey(seller_code, buyer_code, command.number, command.signed_date);
          return command;
        };
        ASSIGN_OR_RETURN(
            const auto outcome,
            context_.decider.Decide(prepare, CommandContextOf(caller, kDomain), caller.deadline));
        v1::SignContractResponse answer;
        answer.set_contract_id(fields.command.contract_id);
        *answer.mutable_recorded() = runtime::RecordedOf(outcome);
        return answer;
      });
}

grpc::Status MarketService::AmendContract(grpc::ServerContext* context,
                                          const v1::AmendContractRequest* request,
                                          v1::AmendContractResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::AmendContractRequest& asked, const Caller&, FieldErrors& errors) {
        return ReadAmendContract(asked, errors, context_.clock);
      },
      DecideAndAnswer<v1::AmendContractResponse>(context_));
}

grpc::Status MarketService::TerminateContract(grpc::ServerContext* context,
                                              const v1::TerminateContractRequest* request,
                                              v1::TerminateContractResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::TerminateContractRequest& asked, const Caller&, FieldErrors& errors) {
        return market::TerminateContract{
            errors.Id("contract_id", asked.contract_id()),
            ActDate(errors, "terminated_date", asked.terminated_date(), context_.clock),
            errors.Text("grounds", asked.grounds())};
      },
      DecideAndAnswer<v1::TerminateContractResponse>(context_));
}

grpc::Status MarketService::RecordContractPayment(grpc::ServerContext* context,
                                                  const v1::RecordContractPaymentRequest* request,
                                                  v1::RecordContractPaymentResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::RecordContractPaymentRequest& asked, const Caller&, FieldErrors& errors) {
        return market::RecordContractPayment{
            errors.Id("contract_id", asked.contract_id()),
            errors.Text("voucher_number", asked.voucher_number(), kNumberCharactersMax),
            ActDate(errors, "received_date", asked.received_date(), context_.clock),
            Fen(errors.Positive("amount_fen", asked.amount_fen()))};
      },
      DecideAndAnswer<v1::RecordContractPaymentResponse>(context_));
}

grpc::Status MarketService::RecordEndUserAcceptance(
    grpc::ServerContext* context, const v1::RecordEndUserAcceptanceRequest* request,
    v1::RecordEndUserAcceptanceResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::RecordEndUserAcceptanceRequest& asked, const Caller&, FieldErrors& errors) {
        return market::RecordEndUserAcceptance{
            errors.Id("contract_id", asked.contract_id()),
            ActDate(errors, "accepted_date", asked.accepted_date(), context_.clock),
            errors.Text("document", asked.document())};
      },
      DecideAndAnswer<v1::RecordEndUserAcceptanceResponse>(context_));
}

grpc::Status MarketService::OpenFirstEntryCase(grpc::ServerContext* context,
                                               const v1::OpenFirstEntryCaseRequest* request,
                                               v1::OpenFirstEntryCaseResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::OpenFirstEntryCaseRequest& asked, const Caller&, FieldErrors& errors) {
        market::OpenFirstEntryCase command;
        command.contract_id = errors.Id("contract_id", asked.contract_id());
        command.product_id = errors.Id("product_id", asked.product_id());
        command.opened_date = ActDate(errors, "opened_date", asked.opened_date(), context_.clock);
        return command;
      },
      [&](const Caller& caller, const market::OpenFirstEntryCase& asked)
          -> absl::StatusOr<v1::OpenFirstEntryCaseResponse> {
        v1::OpenFirstEntryCaseResponse answer;
        const auto prepare = [&]() -> absl::StatusOr<market::OpenFirstEntryCase> {
          ASSIGN_OR_RETURN(auto command, WithEntryKeys(context_, asked));
          answer.set_family_id(command.family_id);
          return command;
        };
        ASSIGN_OR_RETURN(
            const auto outcome,
            context_.decider.Decide(prepare, CommandContextOf(caller, kDomain), caller.deadline));
        *answer.mutable_recorded() = runtime::RecordedOf(outcome);
        return answer;
      });
}

grpc::Status MarketService::JoinFirstEntryCase(grpc::ServerContext* context,
                                               const v1::JoinFirstEntryCaseRequest* request,
                                               v1::JoinFirstEntryCaseResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::JoinFirstEntryCaseRequest& asked, const Caller&, FieldErrors& errors) {
        market::JoinFirstEntryCase command;
        command.contract_id = errors.Id("contract_id", asked.contract_id());
        command.product_id = errors.Id("product_id", asked.product_id());
        command.joined_date = ActDate(errors, "joined_date", asked.joined_date(), context_.clock);
        return command;
      },
      [&](const Caller& caller, const market::JoinFirstEntryCase& asked)
          -> absl::StatusOr<v1::JoinFirstEntryCaseResponse> {
        v1::JoinFirstEntryCaseResponse answer;
        const auto prepare = [&]() -> absl::StatusOr<market::JoinFirstEntryCase> {
          ASSIGN_OR_RETURN(auto command, WithEntryKeys(context_, asked));
          ASSIGN_OR_RETURN(const auto entry,
                           decision::Load(context_.store, FirstEntryCase{command.family_id}));
          ASSIGN_OR_RETURN(command.case_end_user, KeyedParty(context_, entry.view.end_user_id));
          answer.set_family_id(command.family_id);
          return command;
        };
        ASSIGN_OR_RETURN(
            const auto outcome,
            context_.decider.Decide(prepare, CommandContextOf(caller, kDomain), caller.deadline));
        *answer.mutable_recorded() = runtime::RecordedOf(outcome);
        return answer;
      });
}

grpc::Status MarketService::GetContract(grpc::ServerContext* context,
                                        const v1::GetContractRequest* request,
                                        v1::GetContractResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::GetContractRequest& asked, const Caller&, FieldErrors& errors) {
        return errors.Id("contract_id", asked.contract_id());
      },
      [&](const Caller&, const std::string& id) -> absl::StatusOr<v1::GetContractResponse> {
        ASSIGN_OR_RETURN(const auto loaded, decision::Load(context_.store, ContractFile{id}));
        if (!loaded.view.recorded) return ContractUnknownError(id);
        v1::GetContractResponse answer;
        *answer.mutable_contract() = ContractOf(loaded.view);
        answer.set_position(loaded.head.value);
        return answer;
      });
}

grpc::Status MarketService::GetFirstEntryCase(grpc::ServerContext* context,
                                              const v1::GetFirstEntryCaseRequest* request,
                                              v1::GetFirstEntryCaseResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::GetFirstEntryCaseRequest& asked, const Caller&, FieldErrors& errors) {
        return errors.Id("family_id", asked.family_id());
      },
      [&](const Caller&, const std::string& id) -> absl::StatusOr<v1::GetFirstEntryCaseResponse> {
        ASSIGN_OR_RETURN(const auto loaded, decision::Load(context_.store, FirstEntryCase{id}));
        if (!loaded.view.opened) return FirstEntryCaseUnknownError(id);
        v1::GetFirstEntryCaseResponse answer;
        *answer.mutable_first_entry_case() = FirstEntryCaseOf(loaded.view);
        answer.set_position(loaded.head.value);
        return answer;
      });
}

absl::StatusOr<runtime::HostedService> MakeMarketService(const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::MarketService>(std::make_unique<MarketService>(context));
}

}  // namespace debut::market
