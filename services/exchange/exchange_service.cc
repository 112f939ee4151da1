#include "services/exchange/exchange_service.h"

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "debut/exchange/v1/exchange_service.grpc.pb.h"
#include "decision/execute.h"
#include "decision/rejection_status.h"
#include "domain/exchange/guards.h"
#include "runtime/decide.h"
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
  // Reads the request's fields into a command, prepares and decides it, and answers with what was
  // recorded.
  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return context_.reception.Serve(
        context, request, response,
        [&](const Request& asked, const Caller& caller, FieldErrors& errors) {
          auto command = Read(asked, errors, context_.clock);
          if constexpr (requires { command.by = caller.principal; }) command.by = caller.principal;
          return command;
        },
        [&](const Caller& caller, const auto& asked) {
          const auto prepare = [&]() -> absl::StatusOr<std::decay_t<decltype(asked)>> {
            return Prepared(context_.store, asked);
          };
          return runtime::DecideAndAnswer<Response>(
              context_.decider, kDomain, caller, prepare,
              [&](const decision::Outcome&, Response& answer) { Fill(asked, answer); });
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
    if (!event.view.planned) return Refusal(RejectEventUnknown(asked.event_id));
    v1::GetEventResponse answer;
    *answer.mutable_event() = EventOf(event.view);
    answer.set_position(event.head.value);
    return answer;
  }

  absl::StatusOr<v1::GetExpenseResponse> Answer(const ExpenseFile& asked) const {
    ASSIGN_OR_RETURN(const auto expense, decision::Load(context_.store, asked));
    if (!expense.view.recorded) return Refusal(RejectExpenseUnknown(asked.expense_id));
    v1::GetExpenseResponse answer;
    *answer.mutable_expense() = ExpenseOf(expense.view);
    answer.set_position(expense.head.value);
    return answer;
  }

  static absl::Status Refusal(const decision::Decision& rejection) {
    return decision::RejectionStatus(std::get<decision::Rejection>(rejection), kDomain);
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeExchangeService(const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::ExchangeService>(std::make_unique<ExchangeService>(context));
}

}  // namespace debut::exchange
