#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "transparency/tiles.h"

// Names and bytes of the files of c2sp.org/tlog-tiles.
namespace debut::transparency {

// "tile/0/x001/x234/067", of a partial tile "tile/0/x001/x234/067.p/112". 0 < width ≤ kTileWidth.
std::string TilePath(const TileId& tile, std::uint64_t width);
// "tile/entries/067.p/112": the entries below the tile (0, index).
std::string EntriesPath(std::uint64_t index, std::uint64_t width);

// How large a tree is at least that has the file of this name: the leaves up to the end of what the
// tile or bundle covers. Nothing: no such name.
std::optional<std::uint64_t> LeavesBelowFile(std::string_view path);

// An entry of a bundle: its length in two bytes, big-endian, and its bytes.
// Requires at most 65,535 bytes.
void AppendBundleEntry(std::string_view entry, std::string& bundle);
// DATA_LOSS: it doesn't hold exactly `count` entries. The views live as long as the bundle.
absl::StatusOr<std::vector<std::string_view>> SplitBundle(std::string_view bundle,
                                                          std::uint64_t count);

}  // namespace debut::transparency
