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

// Takes rows in byte order of their keys.
class DigestOfRows {
 public:
  void Add(std::string_view key, std::string_view value) {
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes += static_cast<char>(static_cast<std::uint64_t>(key.size()) >> shift & 0xFF);
    }
    bytes += key;
    bytes += value;
    hashes_ += transparency::Bytes(transparency::Sha256(bytes));
  }
  RowDigest Result() const {
    return {.hex = transparency::ToHex(transparency::Sha256(hashes_)),
            .rows_count = hashes_.size() / transparency::kHashBytes};
  }

 private:
  std::string hashes_;
};

}  // namespace

RowDigest DigestOf(const Rows::Changes& rows) {
  DigestOfRows digest;
  for (const auto& [key, value] : rows) {
    if (value) digest.Add(key, *value);
  }
  return digest.Result();
}

absl::StatusOr<RowDigest> DigestOf(const StoredRows& rows) {
  DigestOfRows digest;
  const auto row = rows.Walk();
  for (; row->Valid(); row->Next()) {
    digest.Add(row->key().substr(rows.prefix().size()), row->value());
  }
  RETURN_IF_ERROR(row->status());
  return digest.Result();
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
