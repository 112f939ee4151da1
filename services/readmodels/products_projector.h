#pragma once

#include <string>

#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "debut/readmodels/v1/rows.pb.h"
#include "projection/projector.h"

namespace debut::readmodels {

// By product id, without the enterprise's name.
inline constexpr projection::Table<v1::ProductRow> kProducts{'p'};
// By "<enterprise>/<product>".
inline constexpr projection::Table<v1::IndexEntry> kProductsByEnterprise{'e'};
// By StepKey(): everything that is recorded about a product, and about the claims for it.
inline constexpr projection::Table<v1::ProductStep> kProductSteps{'s'};
// By claim id.
inline constexpr projection::Table<v1::ClaimProducts> kClaimProducts{'c'};
// By "<year>/<fact type>".
inline constexpr projection::Table<v1::FactCount> kFactCounts{'f'};

// "<product>/<position, 20 digits>"; position zero: before all of the product's steps.
std::string StepKey(const std::string& product_id, eventstore::Position position);

// The chronicle: per product its life from submission to awards, per year how much of everything
// happened. It reads every fact by its tags and dates (fact_reading.h), so that facts which other
// contexts add are in it from their first day.
class ProductsProjector final : public projection::Projector {
 public:
  std::string name() const override { return "products"; }
  std::uint32_t version() const override { return 3; }
  eventstore::Query Selects() const override;
  void Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const override;
};

}  // namespace debut::readmodels
