#include "transparency/frontier.h"

#include <gtest/gtest.h>

#include "transparency/naive_tree.h"

namespace debut::transparency {
namespace {

TEST(Frontier, HasTheRootOfEachSize) {
  Frontier frontier;
  naive::Leaves leaves;
  for (int size = 0; size <= 300; ++size) {
    ASSERT_EQ(frontier.size(), leaves.size());
    ASSERT_EQ(frontier.Root(), naive::Root(leaves)) << size;
    leaves.push_back("leaf " + std::to_string(size));
    frontier.Append(LeafHash(leaves.back()));
  }
}

TEST(Frontier, HandsOutEachFullSubtree) {
  Frontier frontier;
  std::vector<int> heights;
  for (int i = 0; i < 8; ++i) {
    frontier.Append(LeafHash("x"), [&](int height, const Hash&) { heights.push_back(height); });
  }
  EXPECT_EQ(heights, (std::vector<int>{0, 0, 1, 0, 0, 1, 2, 0, 0, 1, 0, 0, 1, 2, 3}));
}

TEST(Frontier, IsParsedFromItsBytes) {
  Frontier frontier;
  for (int size = 0; size < 70; ++size) {
    const auto parsed = Frontier::Parse(frontier.Serialise());
    ASSERT_TRUE(parsed.ok());
    ASSERT_EQ(*parsed, frontier);
    ASSERT_EQ(Frontier::Of(frontier.size(), frontier.nodes()), frontier);
    frontier.Append(LeafHash(std::to_string(size)));
  }
}

TEST(Frontier, RefusesBytesThatDoNotFitTheSize) {
  Frontier frontier;
  for (int i = 0; i < 3; ++i) frontier.Append(LeafHash("x"));
  const std::string bytes = frontier.Serialise();
  for (const std::string& broken : {std::string(), bytes.substr(0, 7), bytes + "x",
                                    bytes.substr(0, bytes.size() - kHashBytes)}) {
    EXPECT_EQ(Frontier::Parse(broken).status().code(), absl::StatusCode::kDataLoss);
  }
}

}  // namespace
}  // namespace debut::transparency
