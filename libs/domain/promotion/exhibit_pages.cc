#include "domain/promotion/exhibit_pages.h"

#include <iterator>

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::promotion {

eventstore::Query ExhibitPages::Selects() const {
  eventstore::QueryItem item{.types = decision::TypesOf<v1::ExhibitPageRecorded>(), .tags = {}};
  if (!product_id.empty()) item.tags = {decision::Tag("product", product_id)};
  return {{std::move(item)}};
}

void ExhibitPages::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::ExhibitPageRecorded>(event, [&](const auto& fact) {
    ExhibitPage page{fact.title(), fact.text(), {}, decision::RecordedDate(fact.recorded_date())};
    for (const v1::MediaLink& link : fact.media_links()) {
      page.media_links.push_back({link.kind(), link.url(), link.title()});
    }
    pages[fact.product_id()][page.recorded_date] = page;
  });
}

const ExhibitPage* ExhibitPages::PageOn(const std::string& id, absl::CivilDay date) const {
  const auto of_product = pages.find(id);
  if (of_product == pages.end()) return nullptr;
  const auto after = of_product->second.upper_bound(date);
  return after == of_product->second.begin() ? nullptr : &std::prev(after)->second;
}

}  // namespace debut::promotion
