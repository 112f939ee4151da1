#include "services/readmodels/limits_projector.h"

#include <fmt/format.h>

#include "services/readmodels/award_move.h"

namespace debut::readmodels {
namespace {

std::string KeyOf(const v1::AwardPlace& place) {
  return fmt::format("{}/{}/{}", place.enterprise_id(), static_cast<int>(place.measure()),
                     place.round_year());
}

v1::AwardPlace PlaceOf(const AwardMove& proposal) {
  v1::AwardPlace place;
  place.set_enterprise_id(proposal.enterprise_id);
  place.set_measure(proposal.sheet->measure());
  place.set_round_year(proposal.sheet->round_year());
  return place;
}

}  // namespace

eventstore::Query LimitsProjector::Selects() const {
  return {{{.types = AwardMoveTypes(), .tags = {}}}};
}

void LimitsProjector::Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const {
  const auto move = AwardMoveOf(event);
  if (!move) return;
  if (move->sheet) rows.Put(kAwardPlaces, move->claim_id, PlaceOf(*move));
  const std::optional<v1::AwardPlace> place = rows.Find(kAwardPlaces, move->claim_id);
  if (!place) return;
  if (move->awards_count < 0) rows.Erase(kAwardPlaces, move->claim_id);
  rows.Update(kLimits, KeyOf(*place), [&](v1::AnnualLimit& limit) {
    limit.set_enterprise_id(place->enterprise_id());
    limit.set_measure(place->measure());
    limit.set_year(place->round_year());
    AddTo(limit, *move);
  });
}

}  // namespace debut::readmodels
