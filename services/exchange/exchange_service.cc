#include "services/exchange/exchange_service.h"

#include <memory>
#include <string>
#include <string_view>

#include "debut/exchange/v1/exchange_service.grpc.pb.h"
#include "decision/execute.h"
#include "decision/rejection_status.h"
#include "domain/exchange/guards.h"
#include "runtime/serve_command.h"
#include "services/exchange/answers.h"
#include "services/exchange/preparation.h"
#include "services/exchange/requests.h"

namespace debut::exchange {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::string_view kDomain = "exchange";

class ExchangeService final : public v1::ExchangeService::Service {
 public:
  explicit ExchangeService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status PlanEvent(ServerContext* context, const v1::PlanEventRequest* request,
                         v1::PlanEventResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status CancelEvent(ServerContext* context, const v1::CancelEventRequest* request,
                           v1::CancelEventResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RegisterParticipation(ServerContext* context,
                                     const v1::RegisterParticipationRequest* request,
                                     v1::RegisterParticipationResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordExpense(ServerContext* context, const v1::RecordExpenseRequest* request,
                             v1::RecordExpenseResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status ApproveExpense(ServerContext* context, const v1::ApproveExpenseRequest* request,
                              v1::ApproveExpenseResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status VoidExpense(ServerContext* context, const v1::VoidExpenseRequest* request,
                           v1::VoidExpenseResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetEvent(ServerContext* context, const v1::GetEventRequest* request,
                        v1::GetEventResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetEventRequest& asked, const Caller&, FieldErrors& errors) {
          return EventFile{errors.Id("event_id", asked.event_id())};
        },
        [&](const Caller&, const EventFile& asked) { return Answer(asked); });
  }

  grpc::Status GetExpense(ServerContext* context, const v1::GetExpenseRequest* request,
                          v1::GetExpenseResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetExpenseRequest& asked, const Caller&, FieldErrors& errors) {
          return ExpenseFile{errors.Id("expense_id", asked.expense_id())};
        },
        [&](const Caller&, const ExpenseFile& asked) { return Answer(asked); });
  }

 private:
  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return runtime::ServeCommand(
        context_, kDomain, context, request, response,
        [&](const Request& asked, const Caller& caller, FieldErrors& errors) {
          auto command = Read(asked, errors, context_.clock);
          if constexpr (requires { command.by = caller.principal; }) command.by = caller.principal;
          return command;
        },
        [](const auto& command, const decision::Outcome&, Response& answer) {
          Fill(command, answer);
        });
  }

  // What the response says besides what was recorded.
  template <typename Asked, typename Response>
  static void Fill(const Asked& asked, Response& answer) {
    if constexpr (requires { answer.set_event_id(asked.event_id); }) {
      answer.set_event_id(asked.event_id);
    }
    if constexpr (requires { answer.set_amount_fen(asked.terms.Amount().count); }) {
      answer.set_expense_id(asked.expense_id);
      answer.set_amount_fen(asked.terms.Amount().count);
    }
  }

  absl::StatusOr<v1::GetEventResponse> Answer(const EventFile& asked) const {
    ASSIGN_OR_RETURN(const auto event, decision::Load(context_.store, asked));
    if (!event.view.planned)
      return decision::RejectionStatus(RejectEventUnknown(asked.event_id), kDomain);
    v1::GetEventResponse answer;
    *answer.mutable_event() = EventOf(event.view);
    answer.set_position(event.head.value);
    return answer;
  }

  absl::StatusOr<v1::GetExpenseResponse> Answer(const ExpenseFile& asked) const {
    ASSIGN_OR_RETURN(const auto expense, decision::Load(context_.store, asked));
    if (!expense.view.recorded)
      return decision::RejectionStatus(RejectExpenseUnknown(asked.expense_id), kDomain);
    v1::GetExpenseResponse answer;
    *answer.mutable_expense() = ExpenseOf(expense.view);
    answer.set_position(expense.head.value);
    return answer;
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeExchangeService(const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::ExchangeService>(std::make_unique<ExchangeService>(context));
}

}  // namespace debut::exchange
