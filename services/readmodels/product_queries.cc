#include <fmt/format.h>

#include "runtime/rpc_status.h"
#include "services/readmodels/products_projector.h"
#include "services/readmodels/queries.h"
#include "services/readmodels/reasons.h"

namespace debut::readmodels {

using eventstore::Position;
using runtime::Caller;
using runtime::FieldErrors;

struct Queries::ProductQuestion {
  std::string product_id;
  Page page;
  Moment moment;
};

namespace {

absl::Status ProductUnknown(const std::string& product_id, Position position) {
  return runtime::ReasonError(
      absl::StatusCode::kNotFound, kDomain, kProductUnknown,
      fmt::format("there is no product {} up to position {}", product_id, position.value),
      {{"product_id", product_id}});
}

std::vector<std::string> TagsOf(const v1::ProductRow& product) {
  std::vector<std::string> tags = {decision::Tag("product", product.product_id())};
  for (const std::string& id : product.claim_ids()) tags.push_back(decision::Tag("claim", id));
  return tags;
}

}  // namespace

grpc::Status Queries::GetProductLife(grpc::ServerContext* context,
                                     const v1::GetProductLifeRequest* request,
                                     v1::GetProductLifeResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::GetProductLifeRequest& asked, const Caller&, FieldErrors& errors) {
        return ProductQuestion{.product_id = errors.Id("product_id", asked.product_id()),
                               .page = ReadPage(asked, errors),
                               .moment = ReadMoment(asked, errors)};
      },
      [&](const Caller& caller, const ProductQuestion& question) {
        return FindProduct(caller, question);
      });
}

absl::StatusOr<v1::GetProductLifeResponse> Queries::FindProduct(
    const Caller& caller, const ProductQuestion& question) const {
  const std::string& id = question.product_id;
  RETURN_IF_ERROR(
      reader_.WaitFor({&models_.products(), &models_.names()}, question.moment.at_least, caller));
  const projection::ModelView products = models_.products().View();
  const projection::ModelView names = models_.names().View();
  Position position = EarliestOf({&products, &names});
  ASSIGN_OR_RETURN(auto product, products.rows.Get(kProducts, id));
  if (!product) return ProductUnknown(id, position);
  projection::Rows past;
  const projection::RowReader* rows = &products.rows;
  calendar::Date date = reader_.Today();
  if (question.moment.as_of_date) {
    date = *question.moment.as_of_date;
    ASSIGN_OR_RETURN(position, reader_.PositionOn(date));
    ASSIGN_OR_RETURN(past, reader_.Past(models_.products(), TagsOf(*product), position));
    rows = &past;
    ASSIGN_OR_RETURN(product, past.Get(kProducts, id));
    if (!product) return ProductUnknown(id, position);
  }
  ASSIGN_OR_RETURN(const auto page, ScanPage(*rows, kProductSteps, id + "/", question.page,
                                             [](const v1::ProductStep&) { return true; }));
  std::vector<v1::ProductRow> named = {*std::move(product)};
  RETURN_IF_ERROR(question.moment.as_of_date ? reader_.SetPastNames(position, date, named)
                                             : reader_.SetNames(names.rows, date, named));
  v1::GetProductLifeResponse answer;
  *answer.mutable_product() = std::move(named.front());
  answer.mutable_steps()->Add(page.rows.begin(), page.rows.end());
  answer.set_next_page_token(TokenAfter(question.page, page.last_key));
  answer.set_position(position.value);
  return answer;
}

}  // namespace debut::readmodels
