#include "domain/promotion/hold_launch.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "domain/promotion/guards.h"

namespace debut::promotion {

LaunchFile LaunchFile::ById(const std::string& launch_id) {
  return {launch_id.empty() ? "" : decision::Tag("launch", launch_id)};
}

LaunchFile LaunchFile::OfProduct(const std::string& product_id) {
  return {decision::Tag("product", product_id)};
}

eventstore::Query LaunchFile::Selects() const {
  if (tag.empty()) return {};
  return {{{.types = decision::TypesOf<v1::LaunchHeld>(), .tags = {tag}}}};
}

void LaunchFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::LaunchHeld>(event, [&](const auto& fact) {
    launch_id = fact.launch_id();
    product_id = fact.product_id();
    held_date = decision::RecordedDate(fact.held_date());
  });
}

std::tuple<LaunchFile, LaunchFile, certification::ProductFile> HoldLaunch::Reads() const {
  return {LaunchFile::ById(launch_id), LaunchFile::OfProduct(product_id),
          certification::ProductFile{product_id}};
}

decision::Decision HoldLaunch::Decide(const LaunchFile& launch, const LaunchFile& of_product,
                                      const certification::ProductFile& product) const {
  if (auto refusal = RefusalOfProduct(product, held_date)) return *std::move(refusal);
  for (const LaunchFile* held : {&launch, &of_product}) {
    if (held->launch_id.empty()) continue;
    return decision::RejectAlreadyExists(
        kLaunchAlreadyRecorded,
        fmt::format("{} launched {} on {}", held->launch_id, held->product_id,
                    calendar::FormatDate(held->held_date)),
        {{"launch_id", held->launch_id}});
  }

  v1::LaunchHeld fact;
  fact.set_launch_id(launch_id);
  fact.set_product_id(product_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_held_date(calendar::FormatDate(held_date));
  fact.set_title(title);
  fact.set_place(place);
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::promotion
