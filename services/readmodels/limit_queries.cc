#include <algorithm>

#include "services/readmodels/budgets_projector.h"
#include "services/readmodels/limits_projector.h"
#include "services/readmodels/queries.h"

namespace debut::readmodels {

using eventstore::Position;
using runtime::Caller;
using runtime::FieldErrors;

struct Queries::LimitsQuestion {
  Page page;
  Moment moment;
  std::string enterprise_id;
  std::uint32_t year = 0;

  std::string Prefix() const { return enterprise_id.empty() ? "" : enterprise_id + "/"; }
  bool Keeps(const v1::AnnualLimit& limit) const { return year == 0 || year == limit.year(); }
};

struct Queries::BudgetsQuestion {
  Page page;
  Moment moment;
  std::uint32_t budget_year = 0;
};

grpc::Status Queries::ListAnnualLimits(grpc::ServerContext* context,
                                       const v1::ListAnnualLimitsRequest* request,
                                       v1::ListAnnualLimitsResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::ListAnnualLimitsRequest& asked, const Caller&, FieldErrors& errors) {
        errors.Require(asked.as_of_date().empty() || !asked.enterprise_id().empty(),
                       "enterprise_id", "is needed together with as_of_date");
        return LimitsQuestion{
            .page = ReadPage(asked, errors),
            .moment = ReadMoment(asked, errors),
            .enterprise_id = ReadFilterId(errors, "enterprise_id", asked.enterprise_id()),
            .year = ReadFilterYear(errors, "year", asked.year())};
      },
      [&](const Caller& caller, const LimitsQuestion& question) {
        return FindLimits(caller, question);
      });
}

absl::StatusOr<v1::ListAnnualLimitsResponse> Queries::FindLimits(
    const Caller& caller, const LimitsQuestion& question) const {
  RETURN_IF_ERROR(
      reader_.WaitFor({&models_.limits(), &models_.names()}, question.moment.at_least, caller));
  const projection::ModelView limits = models_.limits().View();
  const projection::ModelView names = models_.names().View();
  RETURN_IF_ERROR(CheckEnterprise(names.rows, question.enterprise_id));
  const auto keep = [&](const v1::AnnualLimit& limit) { return question.Keeps(limit); };
  RowsPage<v1::AnnualLimit> page;
  Position position = std::min(limits.position, names.position);
  if (question.moment.as_of_date) {
    ASSIGN_OR_RETURN(position, reader_.PositionOn(*question.moment.as_of_date));
    ASSIGN_OR_RETURN(const projection::Rows past,
                     reader_.Past(models_.limits(),
                                  {decision::Tag("enterprise", question.enterprise_id)}, position));
    ASSIGN_OR_RETURN(page, ScanPage(past, kLimits, question.Prefix(), question.page, keep));
    RETURN_IF_ERROR(reader_.SetPastNames(position, *question.moment.as_of_date, page.rows));
  } else {
    ASSIGN_OR_RETURN(page, ScanPage(limits.rows, kLimits, question.Prefix(), question.page, keep));
    RETURN_IF_ERROR(reader_.SetNames(names.rows, reader_.Today(), page.rows));
  }
  v1::ListAnnualLimitsResponse answer;
  answer.mutable_limits()->Add(page.rows.begin(), page.rows.end());
  answer.set_next_page_token(TokenAfter(question.page, page.last_key));
  answer.set_position(position.value);
  return answer;
}

grpc::Status Queries::ListBudgets(grpc::ServerContext* context,
                                  const v1::ListBudgetsRequest* request,
                                  v1::ListBudgetsResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::ListBudgetsRequest& asked, const Caller&, FieldErrors& errors) {
        return BudgetsQuestion{
            .page = ReadPage(asked, errors),
            .moment = ReadMoment(asked, errors),
            .budget_year = ReadFilterYear(errors, "budget_year", asked.budget_year())};
      },
      [&](const Caller& caller, const BudgetsQuestion& question) {
        return FindBudgets(caller, question);
      });
}

absl::StatusOr<v1::ListBudgetsResponse> Queries::FindBudgets(
    const Caller& caller, const BudgetsQuestion& question) const {
  Position past;
  if (question.moment.as_of_date) {
    ASSIGN_OR_RETURN(past, reader_.PositionOn(*question.moment.as_of_date));
  }
  RETURN_IF_ERROR(
      reader_.WaitFor({&models_.budgets()}, std::max(past, question.moment.at_least), caller));
  const projection::ModelView view = models_.budgets().View();
  ASSIGN_OR_RETURN(
      auto page, ScanPage(view.rows, kBudgets, "", question.page, [&](const v1::Budget& budget) {
        return question.budget_year == 0 || question.budget_year == budget.budget_year();
      }));
  if (question.moment.as_of_date) {
    ASSIGN_OR_RETURN(
        page, reader_.PastOf(models_.budgets(), kBudgets, page, past, [](const v1::Budget& budget) {
          return std::pair(budget.budget_id(), decision::Tag("budget", budget.budget_id()));
        }));
  }
  v1::ListBudgetsResponse answer;
  for (v1::Budget& budget : page.rows) {
    budget.set_room_fen(RoomIn(budget));
    *answer.add_budgets() = std::move(budget);
  }
  answer.set_next_page_token(TokenAfter(question.page, page.last_key));
  answer.set_position((question.moment.as_of_date ? past : view.position).value);
  return answer;
}

}  // namespace debut::readmodels
