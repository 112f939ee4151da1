#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "transparency/frontier.h"
#include "transparency/tiles.h"

namespace debut::archive {

// A log to be verified, wherever it lies: an archive, a database, a server. Nothing that it says is
// believed. Thread-safe.
class LogSource {
 public:
  virtual ~LogSource() = default;

  // How many entries it says that it has.
  virtual std::uint64_t size() const = 0;
  // The place of the last entry that is there.
  virtual std::uint64_t last_place() const { return size(); }
  // Its head as a signed note; empty: it has none of its own.
  virtual std::string note() const { return ""; }
  // The tree as it keeps it; null: it keeps none.
  virtual const transparency::Frontier* frontier() const { return nullptr; }

  // Called with the place of an entry, the hash that is stored beside it (empty: none is) and its
  // bytes, which live for the call.
  using Visit =
      absl::FunctionRef<void(std::uint64_t place, std::string_view hash, std::string_view entry)>;
  // Those that stand in [first, first + count), in order. DATA_LOSS: the next one can't be read.
  virtual absl::Status ReadEntries(std::uint64_t first, std::uint64_t count, Visit visit) const = 0;

  enum class Tiles { kNone, kFull, kAll };  // Which are stored, and not derived from other hashes.
  virtual Tiles tiles() const = 0;
  // The first `width` hashes of a tile. DATA_LOSS, NOT_FOUND: malformed, or not there.
  virtual absl::StatusOr<std::string> ReadTile(const transparency::TileId& tile,
                                               std::uint64_t width) const = 0;
};

}  // namespace debut::archive
