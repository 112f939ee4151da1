#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "transparency/hash.h"

namespace debut::transparency {

// A head of the tree, as the text of a note: c2sp.org/tlog-checkpoint.
struct Checkpoint {
  std::string origin;  // Which log: "debut/<log id>". One line, not empty.
  std::uint64_t size = 0;
  Hash root = EmptyRoot();

  // "<origin>\n<size>\n<base64 of the root>\n". Extension lines are none of ours.
  std::string ToText() const;
  // INVALID_ARGUMENT: not a checkpoint. Extension lines are passed over.
  static absl::StatusOr<Checkpoint> FromText(std::string_view text);

  bool operator==(const Checkpoint&) const = default;
};

}  // namespace debut::transparency
