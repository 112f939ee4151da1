#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "debut/policy/v1/sheet.pb.h"
#include "eventstore/event.h"

namespace debut::readmodels {

// What an event in the life of an award moves between its three sums, which exclude each other:
// reserved (proposed, not granted), granted (not paid) and paid; and of what was paid, what came
// back. The one place that knows it, for every model that adds them up. A payment that the bank
// returns moves nothing: the money stays granted, and the room taken.
struct AwardMove {
  std::string claim_id;
  std::string cap_key;  // Empty: no cap.
  std::string budget_id;
  std::string enterprise_id;
  std::int64_t reserved_fen = 0;
  std::int64_t granted_fen = 0;
  std::int64_t paid_fen = 0;
  std::int64_t recovered_fen = 0;                          // Of what was paid.
  std::int64_t restored_fen = 0;                           // Of that, to the budget.
  int awards_count = 0;                                    // +1 proposed, −1 released.
  std::optional<policy::v1::CalculationSheet> sheet = {};  // Of a proposal.
};

// The event types that move something.
std::vector<std::string> AwardMoveTypes();

// Nothing for an event of another type.
std::optional<AwardMove> AwardMoveOf(const eventstore::SequencedEvent& event);

// Adds the move to a row with reserved_fen, granted_fen, paid_fen, recovered_fen and awards_count.
template <typename Row>
void AddTo(Row& row, const AwardMove& move) {
  row.set_reserved_fen(row.reserved_fen() + move.reserved_fen);
  row.set_granted_fen(row.granted_fen() + move.granted_fen);
  row.set_paid_fen(row.paid_fen() + move.paid_fen);
  row.set_recovered_fen(row.recovered_fen() + move.recovered_fen);
  row.set_awards_count(row.awards_count() + static_cast<std::uint32_t>(move.awards_count));
}

}  // namespace debut::readmodels
