#pragma once

#include <string>

#include "debut/readmodels/v1/rows.pb.h"
#include "projection/projector.h"

namespace debut::readmodels {

// By evidence key: contracts, invoices, policies, vouchers that a live award is based on.
inline constexpr projection::Table<v1::Evidence> kEvidence{'k'};

// What has been funded, and by which claim; what came free with its award, before the payment or
// after it, is not here.
class EvidenceProjector final : public projection::Projector {
 public:
  std::string name() const override { return "evidence"; }
  std::uint32_t version() const override { return 2; }
  eventstore::Query Selects() const override;
  void Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const override;
};

}  // namespace debut::readmodels
