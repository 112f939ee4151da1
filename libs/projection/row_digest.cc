#include "projection/row_digest.h"

#include "base/status_macros.h"
#include "transparency/hash.h"

namespace debut::projection {
namespace {

using Row = Rows::Changes::const_iterator;

// Erased rows are no rows.
Row NextRow(Row row, Row end) {
  while (row != end && !row->second.has_value()) ++row;
  return row;
}

}  // namespace

RowDigest DigestOf(const Rows::Changes& rows) {
  RowDigest digest;
  std::string hashes;
  for (const auto& [key, value] : rows) {
    if (!value) continue;
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes += static_cast<char>(static_cast<std::uint64_t>(key.size()) >> shift & 0xFF);
    }
    const transparency::Hash hash = transparency::Sha256(bytes + key + *value);
    hashes += transparency::Bytes(hash);
    ++digest.rows_count;
  }
  digest.hex = transparency::ToHex(transparency::Sha256(hashes));
  return digest;
}

absl::StatusOr<Rows> RowsAt(const eventstore::EventStore& log, const Projector& projector,
                            eventstore::Position position, const FoldProgress& progress) {
  Rows rows;
  if (position.value == 0) return rows;
  ASSIGN_OR_RETURN([[maybe_unused]] const eventstore::Position head,
                   log.Read(projector.Selects(), {.up_to = position},
                            [&](const eventstore::SequencedEvent& event) {
                              projector.Apply(event, rows);
                              if (progress) progress(event.position);
                              return true;
                            }));
  RETURN_IF_ERROR(rows.status());
  return rows;
}

void ForEachChange(const Rows::Changes& before, const Rows::Changes& after,
                   const std::function<bool(const RowChange&)>& visit) {
  Row left = NextRow(before.begin(), before.end());
  Row right = NextRow(after.begin(), after.end());
  while (left != before.end() || right != after.end()) {
    const bool take_left =
        left != before.end() && (right == after.end() || left->first <= right->first);
    const bool take_right =
        right != after.end() && (left == before.end() || right->first <= left->first);
    RowChange change{.key = take_left ? left->first : right->first, .before = {}, .after = {}};
    if (take_left) change.before = left->second;
    if (take_right) change.after = right->second;
    if (change.before != change.after && !visit(change)) return;
    if (take_left) left = NextRow(std::next(left), before.end());
    if (take_right) right = NextRow(std::next(right), after.end());
  }
}

}  // namespace debut::projection
