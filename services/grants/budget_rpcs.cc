#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/allot_budget.h"
#include "domain/grants/move_budget.h"
#include "runtime/acts.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/preparation.h"
#include "services/grants/years.h"

// Budgets in the course of their year.
namespace debut::grants {
namespace {

using money::Fen;
using runtime::Caller;
using runtime::FieldErrors;

}  // namespace

grpc::Status GrantsService::AllotBudget(grpc::ServerContext* context,
                                        const v1::AllotBudgetRequest* request,
                                        v1::AllotBudgetResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::AllotBudgetRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::AllotBudget{
            .measure = errors.EnumSet("measure", asked.measure()),
            .budget_year = ReadYear("budget_year", asked.budget_year(), errors),
            .amount =
                Fen(errors.Positive("amount_fen", asked.amount_fen(), money::kAmountMax.count)),
            .document = errors.Text("document", asked.document()),
            .allotted_date =
                runtime::ActDate(errors, "allotted_date", asked.allotted_date(), context_.clock)};
      },
      [](const grants::AllotBudget& command, const decision::Outcome&,
         v1::AllotBudgetResponse& answer) {
        answer.set_budget_id(BudgetId(command.measure, command.budget_year));
      });
}

grpc::Status GrantsService::TransferBudget(grpc::ServerContext* context,
                                           const v1::TransferBudgetRequest* request,
                                           v1::TransferBudgetResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::TransferBudgetRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::TransferBudget{
            .from_measure = errors.EnumSet("from_measure", asked.from_measure()),
            .to_measure = errors.EnumSet("to_measure", asked.to_measure()),
            .budget_year = ReadYear("budget_year", asked.budget_year(), errors),
            .amount =
                Fen(errors.Positive("amount_fen", asked.amount_fen(), money::kAmountMax.count)),
            .document = errors.Text("document", asked.document()),
            .transferred_date = runtime::ActDate(errors, "transferred_date",
                                                 asked.transferred_date(), context_.clock)};
      },
      [](const grants::TransferBudget& command, const decision::Outcome&,
         v1::TransferBudgetResponse& answer) {
        answer.set_from_budget_id(BudgetId(command.from_measure, command.budget_year));
        answer.set_to_budget_id(BudgetId(command.to_measure, command.budget_year));
      });
}

grpc::Status GrantsService::LapseBudget(grpc::ServerContext* context,
                                        const v1::LapseBudgetRequest* request,
                                        v1::LapseBudgetResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::LapseBudgetRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::LapseBudget{
            .measure = errors.EnumSet("measure", asked.measure()),
            .budget_year = ReadYear("budget_year", asked.budget_year(), errors),
            .document = errors.Text("document", asked.document()),
            .lapsed_date =
                runtime::ActDate(errors, "lapsed_date", asked.lapsed_date(), context_.clock)};
      },
      [](const grants::LapseBudget& command, const decision::Outcome& outcome,
         v1::LapseBudgetResponse& answer) {
        answer.set_budget_id(BudgetId(command.measure, command.budget_year));
        if (const auto lapsed = decision::FactIn<v1::BudgetLapsed>(outcome)) {
          answer.set_amount_fen(lapsed->amount_fen());
        }
      });
}

}  // namespace debut::grants
