#include "services/market/market_service.h"

#include <memory>
#include <string>
#include <string_view>

#include "debut/market/v1/market_service.grpc.pb.h"
#include "decision/rejection_status.h"
#include "domain/market/guards.h"
#include "runtime/serve_command.h"
#include "services/market/answers.h"
#include "services/market/preparation.h"
#include "services/market/requests.h"

namespace debut::market {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::string_view kDomain = "market";

class MarketService final : public v1::MarketService::Service {
 public:
  explicit MarketService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status SignContract(ServerContext* context, const v1::SignContractRequest* request,
                            v1::SignContractResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status AmendContract(ServerContext* context, const v1::AmendContractRequest* request,
                             v1::AmendContractResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status TerminateContract(ServerContext* context,
                                 const v1::TerminateContractRequest* request,
                                 v1::TerminateContractResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordContractPayment(ServerContext* context,
                                     const v1::RecordContractPaymentRequest* request,
                                     v1::RecordContractPaymentResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordContractRefund(ServerContext* context,
                                    const v1::RecordContractRefundRequest* request,
                                    v1::RecordContractRefundResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status CancelFirstEntryCase(ServerContext* context,
                                    const v1::CancelFirstEntryCaseRequest* request,
                                    v1::CancelFirstEntryCaseResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordEndUserAcceptance(ServerContext* context,
                                       const v1::RecordEndUserAcceptanceRequest* request,
                                       v1::RecordEndUserAcceptanceResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status OpenFirstEntryCase(ServerContext* context,
                                  const v1::OpenFirstEntryCaseRequest* request,
                                  v1::OpenFirstEntryCaseResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status JoinFirstEntryCase(ServerContext* context,
                                  const v1::JoinFirstEntryCaseRequest* request,
                                  v1::JoinFirstEntryCaseResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetContract(ServerContext* context, const v1::GetContractRequest* request,
                           v1::GetContractResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetContractRequest& asked, const Caller&, FieldErrors& errors) {
          return ContractFile{errors.Id("contract_id", asked.contract_id())};
        },
        [&](const Caller&, const ContractFile& asked) { return Answer(asked); });
  }

  grpc::Status GetFirstEntryCase(ServerContext* context,
                                 const v1::GetFirstEntryCaseRequest* request,
                                 v1::GetFirstEntryCaseResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetFirstEntryCaseRequest& asked, const Caller&, FieldErrors& errors) {
          return FirstEntryCase{errors.Id("family_id", asked.family_id())};
        },
        [&](const Caller&, const FirstEntryCase& asked) { return Answer(asked); });
  }

 private:
  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return runtime::ServeCommand(
        context_, kDomain, context, request, response,
        [&](const Request& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [](const auto& command, const decision::Outcome&, Response& answer) {
          Fill(command, answer);
        });
  }

  // What the response says besides what was recorded. The command is as it was decided.
  template <typename Decided, typename Response>
  static void Fill(const Decided& command, Response& answer) {
    if constexpr (requires { answer.set_contract_id(command.contract_id); }) {
      answer.set_contract_id(command.contract_id);
    }
    if constexpr (requires { answer.set_family_id(command.family_id); }) {
      answer.set_family_id(command.family_id);
    }
  }

  absl::StatusOr<v1::GetContractResponse> Answer(const ContractFile& asked) const {
    ASSIGN_OR_RETURN(const auto contract, decision::Load(context_.store, asked));
    if (!contract.view.recorded)
      return decision::RejectionStatus(RejectContractUnknown(asked.contract_id), kDomain);
    v1::GetContractResponse answer;
    *answer.mutable_contract() = ContractOf(contract.view);
    answer.set_position(contract.head.value);
    return answer;
  }

  absl::StatusOr<v1::GetFirstEntryCaseResponse> Answer(const FirstEntryCase& asked) const {
    ASSIGN_OR_RETURN(const auto entry, decision::Load(context_.store, asked));
    if (!entry.view.opened)
      return decision::RejectionStatus(RejectCaseUnknown(asked.family_id), kDomain);
    v1::GetFirstEntryCaseResponse answer;
    *answer.mutable_first_entry_case() = FirstEntryCaseOf(entry.view);
    answer.set_position(entry.head.value);
    return answer;
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeMarketService(const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::MarketService>(std::make_unique<MarketService>(context));
}

}  // namespace debut::market
