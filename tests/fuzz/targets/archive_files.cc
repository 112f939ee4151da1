// Files of an archive: names of tiles, bundles of entries, frontiers.
#include "tests/fuzz/fuzzed_bytes.h"
#include "tests/fuzz/target.h"
#include "transparency/frontier.h"
#include "transparency/tile_path.h"

namespace debut::fuzz {
namespace {

using transparency::TileId;

void TryName(std::string_view path) {
  const auto leaves = transparency::LeavesBelowFile(path);
  if (!leaves) return;
  ENSURE(*leaves > 0, "a file of no leaves");
  const std::string below = transparency::TilePath({0, (*leaves - 1) / transparency::kTileWidth},
                                                   transparency::kTileWidth);
  ENSURE(transparency::LeavesBelowFile(below) >= *leaves, "a tile ends below the leaves in it");
  if (path.starts_with("tile/entries/")) return;
  // The tree that is just large enough has the tile at that width.
  const int level = path.at(5) - '0';
  const std::uint64_t nodes = *leaves >> (8 * level);
  const std::uint64_t index = (nodes - 1) / transparency::kTileWidth;
  const std::uint64_t width = nodes - index * transparency::kTileWidth;
  ENSURE(transparency::TilePath({level, index}, width) == path, "a tile's name leads elsewhere");
}

void TryBundle(std::string_view bundle, std::uint64_t count) {
  const auto entries = transparency::SplitBundle(bundle, count);
  if (!entries.ok()) return;
  ENSURE(entries->size() == count, "a bundle has another count of entries");
  std::string again;
  for (const std::string_view entry : *entries) transparency::AppendBundleEntry(entry, again);
  ENSURE(again == bundle, "a bundle has two forms");
}

void TryFrontier(std::string_view bytes) {
  auto frontier = transparency::Frontier::Parse(bytes);
  if (!frontier.ok()) return;
  ENSURE(frontier->Serialise() == bytes, "a frontier has two forms");
  frontier->Root();
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  debut::fuzz::FuzzedBytes choices(bytes, size);
  const std::uint64_t count = choices.UpTo(256);
  const std::string_view rest = choices.Rest();
  debut::fuzz::TryName(rest);
  debut::fuzz::TryBundle(rest, count);
  debut::fuzz::TryFrontier(rest);
  return 0;
}
