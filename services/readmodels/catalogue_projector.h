#pragma once

#include <optional>
#include <string>

#include "calendar/date.h"
#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "debut/readmodels/v1/rows.pb.h"
#include "projection/projector.h"

namespace debut::readmodels {

// By product id; from the certification on, listed or not.
inline constexpr projection::Table<v1::CatalogueProduct> kCatalogue{'g'};

// Every certified product with the dates of its listings, levels and delistings.
class CatalogueProjector final : public projection::Projector {
 public:
  std::string name() const override { return "catalogue"; }
  std::uint32_t version() const override { return 1; }
  eventstore::Query Selects() const override;
  void Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const override;
};

// The product's entry on a legal date, without the enterprise's name; nothing if it is not in the
// catalogue then. Listed by then, and not delisted: EXPIRED and REVOKED take a product out from
// their date on, VOID from the start; what is delisted does not come back.
std::optional<v1::CatalogueEntry> EntryOn(const v1::CatalogueProduct& product, calendar::Date date);

}  // namespace debut::readmodels
