#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "archive/log_source.h"

namespace debut::archive {

// Entries whose stored hashes contradict them: it takes the tree to say which of the two is wrong.
struct Suspect {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::string text = {};
};

// Where the order of the entries ends.
struct Break {
  enum class Kind { kMissing, kMisplaced, kUnreadable };
  Kind kind = Kind::kMissing;
  std::uint64_t place = 0;
  std::uint64_t says = 0;  // The position of the entry that stands there, if it has one.
  std::string text = {};
};

// Which entries are hashed again; the others count by their stored hashes.
struct Coverage {
  std::uint64_t from = 1;
  std::uint64_t to = UINT64_MAX;  // Less than `from`: none.
};

// A range as it was found.
struct RangeResult {
  absl::Status status;  // Why it could not be looked at.
  std::string leaves;   // The leaf hashes, from the first place on, up to a break.
  std::vector<Suspect> suspects;
  std::optional<Break> broken;
  std::optional<std::int64_t> first_time_us;  // Of the range's first and last entry.
  std::optional<std::int64_t> last_time_us;
  std::uint64_t hashed = 0;      // Entries.
  std::uint64_t disordered = 0;  // The first that isn't later than the one below; 0: none.
};

// Of each entry that is hashed and stands where it should. Called on any thread.
using OnEntry = std::function<void(std::uint64_t position, std::string_view entry)>;

// Looks at the entries of [first, first + count), which begins with a tile.
RangeResult CheckRange(const LogSource& source, std::uint64_t first, std::uint64_t count,
                       const Coverage& coverage, const OnEntry& on_entry);

}  // namespace debut::archive
