#include <algorithm>

#include "services/readmodels/queries.h"
#include "services/readmodels/work_items.h"

namespace debut::readmodels {

using runtime::Caller;
using runtime::FieldErrors;
using WorkPage = RowsPage<v1::WorkItem>;

struct Queries::WorkQuestion {
  Page page;
  eventstore::Position at_least;
  std::string role;
  std::string due_by;  // "2021-03-01" or empty: all.

  bool Keeps(const v1::WorkItem& item) const {
    return (role.empty() || role == item.role()) &&
           (due_by.empty() || (!item.due_date().empty() && item.due_date() <= due_by));
  }
};

namespace {

// Two pages of one list whose items lie in two models, in the order of their keys.
WorkPage Merge(const WorkPage& left, const WorkPage& right, std::size_t rows_max) {
  WorkPage merged;
  std::ranges::merge(left.rows, right.rows, std::back_inserter(merged.rows), {}, WorkKey, WorkKey);
  // Behind a page's end the other model's items may have to wait for its next page.
  for (const WorkPage* page : {&left, &right}) {
    if (page->last_key.empty()) continue;
    if (merged.last_key.empty() || page->last_key < merged.last_key) {
      merged.last_key = page->last_key;
    }
  }
  if (!merged.last_key.empty()) {
    std::erase_if(merged.rows,
                  [&](const v1::WorkItem& item) { return WorkKey(item) > merged.last_key; });
  }
  if (merged.rows.size() > rows_max) {
    merged.rows.resize(rows_max);
    merged.last_key = WorkKey(merged.rows.back());
  }
  return merged;
}

}  // namespace

grpc::Status Queries::ListWork(grpc::ServerContext* context, const v1::ListWorkRequest* request,
                               v1::ListWorkResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::ListWorkRequest& asked, const Caller&, FieldErrors& errors) {
        errors.OptionalDate("due_by_date", asked.due_by_date());
        return WorkQuestion{.page = ReadPage(asked, errors),
                            .at_least = {asked.at_least_position()},
                            .role = ReadFilterId(errors, "role", asked.role()),
                            .due_by = asked.due_by_date()};
      },
      [&](const Caller& caller, const WorkQuestion& question) {
        return FindWork(caller, question);
      });
}

absl::StatusOr<v1::ListWorkResponse> Queries::FindWork(const Caller& caller,
                                                       const WorkQuestion& question) const {
  RETURN_IF_ERROR(reader_.WaitFor({&models_.claims(), &models_.products(), &models_.names()},
                                  question.at_least, caller));
  const projection::ModelView claims = models_.claims().View();
  const projection::ModelView products = models_.products().View();
  const projection::ModelView names = models_.names().View();
  const auto keep = [&](v1::WorkItem& item) {
    item.set_role(RoleOfStep(item.step()));
    return question.Keeps(item);
  };
  ASSIGN_OR_RETURN(const WorkPage of_claims, ScanPage(claims.rows, kWork, "", question.page, keep));
  ASSIGN_OR_RETURN(const WorkPage of_products,
                   ScanPage(products.rows, kWork, "", question.page, keep));
  WorkPage page = Merge(of_claims, of_products, question.page.rows_max);
  RETURN_IF_ERROR(reader_.SetNames(names.rows, reader_.Today(), page.rows));
  v1::ListWorkResponse answer;
  answer.mutable_items()->Add(page.rows.begin(), page.rows.end());
  answer.set_next_page_token(TokenAfter(question.page, page.last_key));
  answer.set_position(EarliestOf({&claims, &products, &names}).value);
  return answer;
}

}  // namespace debut::readmodels
