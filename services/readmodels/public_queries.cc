// The public list. What may be shown is the white list of policy.md, "Identity and text": the
// fields of PublicItem, filled in one place, so that nothing else of a claim can slip through.
#include <fmt/format.h>

#include "services/readmodels/claim_indexes.h"
#include "services/readmodels/claims_projector.h"
#include "services/readmodels/products_projector.h"
#include "services/readmodels/queries.h"

namespace debut::readmodels {

using projection::RowReader;
using runtime::Caller;
using runtime::FieldErrors;

struct Queries::PublicQuestion {
  Page page;
  eventstore::Position at_least;
  std::string round_id;
  std::uint32_t year = 0;
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;

  bool Keeps(const v1::ClaimRow& claim) const {
    return (year == 0 || year == claim.round_year()) &&
           (measure == policy::v1::MEASURE_UNSPECIFIED || measure == claim.measure());
  }
};

namespace {

struct PublicSources {
  const RowReader& names;
  const RowReader& products;
  calendar::Date date;
};

absl::StatusOr<v1::PublicItem> PublicItemOf(const v1::ClaimRow& claim, std::uint32_t sequence,
                                            const PublicSources& sources) {
  v1::PublicItem item;
  item.set_sequence(sequence);
  ASSIGN_OR_RETURN(const auto names, sources.names.Get(kNames, claim.enterprise_id()));
  if (names) item.set_enterprise(NameOn(*names, sources.date));
  std::vector<std::string> products;
  for (const std::string& id : claim.product_ids()) {
    ASSIGN_OR_RETURN(const auto product, sources.products.Get(kProducts, id));
    if (product) products.push_back(product->name());
  }
  item.set_product(fmt::format("{}", fmt::join(products, "、")));
  item.set_measure(claim.measure());
  item.set_amount_fen(claim.amount_fen());
  return item;
}

struct NumberedClaim {
  std::uint32_t sequence = 0;
  v1::ClaimRow claim;
};

// The page's claims with their numbers in the whole list: those before the page are counted.
template <typename Keep>
absl::StatusOr<RowsPage<NumberedClaim>> NumberedPage(const RowReader& claims,
                                                     const std::string& prefix, const Page& page,
                                                     Keep&& keep) {
  RowsPage<NumberedClaim> found;
  std::string last_key;
  std::uint32_t sequence = 0;
  absl::Status trouble;
  const auto visit = [&](std::string_view key, const v1::IndexEntry& entry) {
    const auto claim = claims.Get(kClaims, entry.id());
    trouble = claim.status();
    if (!trouble.ok()) return false;
    if (!claim->has_value() || !keep(**claim)) return true;
    ++sequence;
    if (key <= page.after) return true;
    if (found.rows.size() == page.rows_max) {
      found.last_key = last_key;
      return false;
    }
    last_key = std::string(key);
    found.rows.push_back({.sequence = sequence, .claim = **claim});
    return true;
  };
  RETURN_IF_ERROR(claims.Scan(kPublicClaims, {.prefix = prefix}, visit));
  RETURN_IF_ERROR(trouble);
  return found;
}

}  // namespace

grpc::Status Queries::ListPublicItems(grpc::ServerContext* context,
                                      const v1::ListPublicItemsRequest* request,
                                      v1::ListPublicItemsResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::ListPublicItemsRequest& asked, const Caller&, FieldErrors& errors) {
        return PublicQuestion{.page = ReadPage(asked, errors),
                              .at_least = {asked.at_least_position()},
                              .round_id = ReadFilterId(errors, "round_id", asked.round_id()),
                              .year = ReadFilterYear(errors, "year", asked.year()),
                              .measure = ReadFilterEnum(errors, "measure", asked.measure())};
      },
      [&](const Caller& caller, const PublicQuestion& question) {
        return FindPublic(caller, question);
      });
}

absl::StatusOr<v1::ListPublicItemsResponse> Queries::FindPublic(
    const Caller& caller, const PublicQuestion& question) const {
  RETURN_IF_ERROR(reader_.WaitFor({&models_.claims(), &models_.products(), &models_.names()},
                                  question.at_least, caller));
  const projection::ModelView claims = models_.claims().View();
  const projection::ModelView products = models_.products().View();
  const projection::ModelView names = models_.names().View();
  RETURN_IF_ERROR(CheckRound(claims.rows, question.round_id));
  const std::string prefix = question.round_id.empty() ? "" : question.round_id + "/";
  ASSIGN_OR_RETURN(const auto page,
                   NumberedPage(claims.rows, prefix, question.page,
                                [&](const v1::ClaimRow& claim) { return question.Keeps(claim); }));
  v1::ListPublicItemsResponse answer;
  for (const NumberedClaim& each : page.rows) {
    ASSIGN_OR_RETURN(
        *answer.add_items(),
        PublicItemOf(each.claim, each.sequence,
                     {.names = names.rows, .products = products.rows, .date = reader_.Today()}));
  }
  answer.set_next_page_token(TokenAfter(question.page, page.last_key));
  answer.set_position(EarliestOf({&claims, &products, &names}).value);
  return answer;
}

}  // namespace debut::readmodels
