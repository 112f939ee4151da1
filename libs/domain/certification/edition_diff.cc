#include "domain/certification/edition_diff.h"

#include "decision/fact_codec.h"

namespace debut::certification {

eventstore::Query EditionEntries::Selects() const {
  return {{{.types = decision::TypesOf<v1::CatalogueEditionPublished, v1::ProductListed>(),
            .tags = {decision::Tag("catalogue", edition_id)}}}};
}

void EditionEntries::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::CatalogueEditionPublished>(event, [&](const auto&) { published = true; });
  decision::On<v1::ProductListed>(event, [&](const auto& fact) {
    entries[fact.product_id()] = {fact.enterprise_id(), fact.family_id(), fact.name(), fact.level(),
                                  fact.field()};
  });
}

EditionDiff Diff(const EditionEntries& from, const EditionEntries& to) {
  EditionDiff diff;
  for (const auto& [id, entry] : to.entries) {
    const auto before = from.entries.find(id);
    if (before == from.entries.end()) {
      diff.added_ids.push_back(id);
    } else if (before->second == entry) {
      ++diff.unchanged_count;
    } else {
      diff.changed_ids.push_back(id);
    }
  }
  for (const auto& [id, entry] : from.entries) {
    if (!to.entries.contains(id)) diff.removed_ids.push_back(id);
  }
  return diff;
}

}  // namespace debut::certification
