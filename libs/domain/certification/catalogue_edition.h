#pragma once

#include <cstdint>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/view.h"

namespace debut::certification {

// Whether a year's edition of the catalogue is out. Its id is the year: "2020".
struct CatalogueEdition {
  std::string edition_id;

  bool published = false;
  absl::CivilDay published_date = {};
  std::uint32_t products_count = 0;

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const CatalogueEdition&) const = default;
};

static_assert(decision::View<CatalogueEdition>);

}  // namespace debut::certification
