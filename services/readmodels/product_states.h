#pragma once

#include "eventstore/event.h"
#include "projection/rows.h"

namespace debut::readmodels {

// What a fact of certification does to the row of its product, to the enterprise's products and to
// what waits: experts, scores, the certificate, the next edition of the catalogue. Nothing for any
// other fact.
void ApplyToProduct(const eventstore::SequencedEvent& event, projection::Rows& rows);

}  // namespace debut::readmodels
