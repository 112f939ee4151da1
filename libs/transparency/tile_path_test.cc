#include "transparency/tile_path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::transparency {
namespace {

using testing::ElementsAre;

TEST(TilePath, GroupsTheIndexInThrees) {
  EXPECT_EQ(TilePath({0, 0}, kTileWidth), "tile/0/000");
  EXPECT_EQ(TilePath({1, 67}, kTileWidth), "tile/1/067");
  EXPECT_EQ(TilePath({0, 1'234'067}, kTileWidth), "tile/0/x001/x234/067");
}

TEST(TilePath, NamesTheWidthOfAPartialTile) {
  EXPECT_EQ(TilePath({0, 1'234'067}, 112), "tile/0/x001/x234/067.p/112");
  EXPECT_EQ(EntriesPath(67, 1), "tile/entries/067.p/1");
  EXPECT_EQ(EntriesPath(1'000, kTileWidth), "tile/entries/x001/000");
}

TEST(LeavesBelowFile, IsTheEndOfWhatTheFileCovers) {
  EXPECT_EQ(LeavesBelowFile("tile/entries/000"), 256);
  EXPECT_EQ(LeavesBelowFile("tile/entries/067.p/1"), 67 * 256 + 1);
  EXPECT_EQ(LeavesBelowFile("tile/0/x001/x234/067"), 1'234'068u * 256);
  EXPECT_EQ(LeavesBelowFile("tile/2/000.p/3"), 3u << 16);
}

TEST(LeavesBelowFile, KnowsNoOtherNames) {
  for (const char* name : {"checkpoint", "tile/0", "tile/0/67", "tile/9/067", "tile/0/067.p/257",
                           "tile/0/067.p/0", "tile/0/067.new", "tile/0/x067", "tile/entries/"}) {
    EXPECT_EQ(LeavesBelowFile(name), std::nullopt) << name;
  }
}

TEST(LeavesBelowFile, KnowsNoFileOfATreeThatCannotBe) {
  EXPECT_EQ(LeavesBelowFile("tile/7/000.p/128"), std::uint64_t{1} << 63);
  for (const char* name :
       {"tile/7/000.p/129", "tile/7/001", "tile/6/255", "tile/0/x036/x028/x797/x018/x963/968",
        "tile/entries/x018/x446/x744/x073/x709/x551/615"}) {
    EXPECT_EQ(LeavesBelowFile(name), std::nullopt) << name;
  }
}

TEST(SplitBundle, UndoesAppendBundleEntry) {
  std::string bundle;
  const std::string large(60'000, 'x');
  for (const std::string& entry : {std::string("首创"), std::string(), large}) {
    AppendBundleEntry(entry, bundle);
  }
  EXPECT_THAT(SplitBundle(bundle, 3).value(), ElementsAre("首创", "", large));
}

TEST(SplitBundle, RefusesAnotherCountAndACutBundle) {
  std::string bundle;
  AppendBundleEntry("one", bundle);
  AppendBundleEntry("two", bundle);
  EXPECT_EQ(SplitBundle(bundle, 1).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(SplitBundle(bundle, 3).status().code(), absl::StatusCode::kDataLoss);
  for (std::size_t i = 0; i < bundle.size(); ++i) {
    EXPECT_EQ(SplitBundle(bundle.substr(0, i), 2).status().code(), absl::StatusCode::kDataLoss);
  }
}

}  // namespace
}  // namespace debut::transparency
