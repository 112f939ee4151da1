#include "transparency/tile_path.h"

#include <fmt/format.h>

#include <charconv>

#include "base/ensure.h"

namespace debut::transparency {
namespace {

constexpr std::uint64_t kDigitsBase = 1'000;
constexpr std::uint64_t kLeavesMax = std::uint64_t{1} << 63;  // No tree is larger.
constexpr std::size_t kLengthBytes = 2;
constexpr std::size_t kBundleEntryBytesMax = 65'535;

// Groups of three digits, all but the last with an x: 1234067 is x001/x234/067.
std::string IndexPath(std::uint64_t index, std::uint64_t width) {
  ENSURE(width > 0 && width <= kTileWidth, "a tile has 1 to 256 hashes");
  std::string path = fmt::format("{:03}", index % kDigitsBase);
  while ((index /= kDigitsBase) > 0) path = fmt::format("x{:03}/{}", index % kDigitsBase, path);
  return width == kTileWidth ? path : fmt::format("{}.p/{}", path, width);
}

std::optional<std::uint64_t> Number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string TilePath(const TileId& tile, std::uint64_t width) {
  return fmt::format("tile/{}/{}", tile.level, IndexPath(tile.index, width));
}

std::string EntriesPath(std::uint64_t index, std::uint64_t width) {
  return fmt::format("tile/entries/{}", IndexPath(index, width));
}

std::optional<std::uint64_t> LeavesBelowFile(std::string_view path) {
  constexpr std::string_view kTile = "tile/";
  constexpr std::string_view kPartial = ".p/";
  if (!path.starts_with(kTile)) return std::nullopt;
  const std::string_view rest = path.substr(kTile.size());
  const std::size_t slash = rest.find('/');
  if (slash == rest.npos) return std::nullopt;
  const bool entries = rest.substr(0, slash) == "entries";
  const auto level = entries ? 0 : Number(rest.substr(0, slash));
  std::string_view name = rest.substr(slash + 1);
  std::optional<std::uint64_t> width = kTileWidth;
  if (const std::size_t at = name.find(kPartial); at != name.npos) {
    width = Number(name.substr(at + kPartial.size()));
    name = name.substr(0, at);
  }
  std::string digits;
  for (const char c : name) {
    if (c != 'x' && c != '/') digits += c;
  }
  const auto index = Number(digits);
  if (!level || *level >= kTileLevelsMax || !width || *width == 0 || *width > kTileWidth ||
      !index) {
    return std::nullopt;
  }
  const std::string expected =
      entries ? EntriesPath(*index, *width) : TilePath({static_cast<int>(*level), *index}, *width);
  if (path != expected || *index >= kLeavesMax / kTileWidth) return std::nullopt;
  const std::uint64_t nodes = *index * kTileWidth + *width;
  if (nodes > kLeavesMax >> (8 * *level)) return std::nullopt;
  return nodes << (8 * *level);
}

void AppendBundleEntry(std::string_view entry, std::string& bundle) {
  ENSURE(entry.size() <= kBundleEntryBytesMax, "the entry doesn't fit into a bundle");
  bundle.push_back(static_cast<char>(entry.size() >> 8));
  bundle.push_back(static_cast<char>(entry.size() & 0xff));
  bundle.append(entry);
}

absl::StatusOr<std::vector<std::string_view>> SplitBundle(std::string_view bundle,
                                                          std::uint64_t count) {
  std::vector<std::string_view> entries;
  while (entries.size() < count && bundle.size() >= kLengthBytes) {
    const std::size_t length = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0]))
                                   << 8 |
                               static_cast<unsigned char>(bundle[1]);
    if (bundle.size() - kLengthBytes < length) break;
    entries.push_back(bundle.substr(kLengthBytes, length));
    bundle.remove_prefix(kLengthBytes + length);
  }
  if (entries.size() == count && bundle.empty()) return entries;
  return absl::DataLossError(fmt::format("a bundle of {} entries is malformed", count));
}

}  // namespace debut::transparency
