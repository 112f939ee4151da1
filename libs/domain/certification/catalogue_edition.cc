#include "domain/certification/catalogue_edition.h"

#include "debut/certification/v1/certification_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::certification {

eventstore::Query CatalogueEdition::Selects() const {
  return {{{.types = decision::TypesOf<v1::CatalogueEditionPublished>(),
            .tags = {decision::Tag("catalogue", edition_id)}}}};
}

void CatalogueEdition::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::CatalogueEditionPublished>(event, [&](const auto& fact) {
    published = true;
    published_date = decision::RecordedDate(fact.published_date());
    products_count = fact.products_count();
  });
}

}  // namespace debut::certification
