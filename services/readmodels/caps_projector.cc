#include "services/readmodels/caps_projector.h"

#include <algorithm>
#include <string_view>

#include "services/readmodels/award_move.h"

namespace debut::readmodels {
namespace {

// The second part of "m3/<family>", "m4/<enterprise>/<year>".
std::string SubjectOf(std::string_view cap_key) {
  const std::size_t first = cap_key.find('/');
  if (first == std::string_view::npos) return std::string(cap_key);
  const std::string_view rest = cap_key.substr(first + 1);
  return std::string(rest.substr(0, rest.find('/')));
}

void Describe(const policy::v1::CalculationSheet& sheet, const std::string& cap_key, v1::Cap& cap) {
  cap.set_cap_key(cap_key);
  cap.set_measure(sheet.measure());
  cap.set_subject(SubjectOf(cap_key));
  cap.set_limit_year(sheet.limit_year());
  const auto step = std::ranges::find_if(sheet.steps(), [](const policy::v1::SheetStep& candidate) {
    return candidate.kind() == policy::v1::STEP_KIND_CAP;
  });
  if (step == sheet.steps().end()) return;
  cap.set_unlimited(step->unlimited());
  cap.set_cap_fen(step->unlimited() ? 0 : step->limit_fen());
}

}  // namespace

eventstore::Query CapsProjector::Selects() const {
  return {{{.types = AwardMoveTypes(), .tags = {}}}};
}

void CapsProjector::Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const {
  const auto move = AwardMoveOf(event);
  if (!move || move->cap_key.empty()) return;
  if (move->sheet) {
    v1::IndexEntry entry;
    entry.set_id(move->cap_key);
    rows.Put(kCapsByEnterprise, move->enterprise_id + "/" + move->cap_key, entry);
  }
  rows.Update(kCaps, move->cap_key, [&](v1::Cap& cap) {
    if (move->sheet) Describe(*move->sheet, move->cap_key, cap);
    AddTo(cap, *move);
  });
}

std::int64_t RoomUnder(const v1::Cap& cap) {
  if (cap.unlimited()) return 0;
  return cap.cap_fen() - cap.reserved_fen() - cap.granted_fen() - cap.paid_fen() +
         cap.recovered_fen();
}

}  // namespace debut::readmodels
