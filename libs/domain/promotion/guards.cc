#include "domain/promotion/guards.h"

#include <fmt/format.h>

#include "calendar/date.h"

namespace debut::promotion {

using calendar::FormatDate;
using decision::Decision;
using decision::Reject;
using decision::RejectNotFound;

Decision RejectEnterpriseUnknown(const std::string& enterprise_id) {
  return RejectNotFound(kEnterpriseUnknown,
                        fmt::format("no enterprise {} is registered", enterprise_id),
                        {{"enterprise_id", enterprise_id}});
}

Decision RejectPolicyNotInForce(absl::CivilDay date) {
  return Reject(kPolicyNotInForce, fmt::format("no policy is in force on {}", FormatDate(date)),
                {{"date", FormatDate(date)}});
}

Decision RejectDemandUnknown(const std::string& demand_id) {
  return RejectNotFound(kDemandUnknown, fmt::format("no demand {} was published", demand_id),
                        {{"demand_id", demand_id}});
}

std::optional<Decision> RefusalOfDemand(const DemandFile& demand) {
  if (!demand.published) return RejectDemandUnknown(demand.demand_id);
  if (!demand.withdrawn_date.has_value()) return std::nullopt;
  const std::string date = FormatDate(*demand.withdrawn_date);
  return Reject(kDemandWithdrawn, fmt::format("{} was withdrawn on {}", demand.demand_id, date),
                {{"withdrawn_date", date}});
}

std::optional<Decision> RefusalOfDemandOn(const DemandFile& demand, absl::CivilDay date) {
  if (auto refusal = RefusalOfDemand(demand)) return refusal;
  if (date < demand.published_date) {
    const std::string published = FormatDate(demand.published_date);
    return Reject(kDateBeforePublication,
                  fmt::format("{} was published on {}", demand.demand_id, published),
                  {{"published_date", published}});
  }
  if (!demand.closed_date.has_value() || date <= *demand.closed_date) return std::nullopt;
  const std::string closed = FormatDate(*demand.closed_date);
  return Reject(kDemandClosed, fmt::format("{} was closed on {}", demand.demand_id, closed),
                {{"closed_date", closed}});
}

std::optional<Decision> RefusalOfProduct(const certification::ProductFile& product,
                                         absl::CivilDay date) {
  const std::string& id = product.product_id;
  if (!product.submitted) {
    return RejectNotFound(kProductUnknown, fmt::format("no product {} was submitted", id),
                          {{"product_id", id}});
  }
  if (product.ListedOn(date)) return std::nullopt;
  return Reject(kProductNotListed,
                fmt::format("{} is not in the catalogue on {}", id, FormatDate(date)),
                {{"product_id", id}});
}

std::optional<Decision> RefusalOfProducts(const certification::ProductFiles& products,
                                          absl::CivilDay date) {
  for (const auto& [id, product] : products.files) {
    if (auto refusal = RefusalOfProduct(product, date)) return refusal;
  }
  return std::nullopt;
}

}  // namespace debut::promotion
