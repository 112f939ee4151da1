#include "transparency/checkpoint.h"

#include <gtest/gtest.h>

namespace debut::transparency {
namespace {

TEST(Checkpoint, IsThreeLines) {
  const Checkpoint checkpoint{.origin = "debut/0011", .size = 12};
  EXPECT_EQ(checkpoint.ToText(), "debut/0011\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

TEST(Checkpoint, IsReadAsItIsWritten) {
  const Checkpoint checkpoint{.origin = "debut/首创", .size = 1'000'000, .root = LeafHash("x")};
  EXPECT_EQ(Checkpoint::FromText(checkpoint.ToText()).value(), checkpoint);
}

TEST(Checkpoint, PassesOverExtensionLines) {
  const Checkpoint checkpoint{.origin = "debut", .size = 0};
  EXPECT_EQ(Checkpoint::FromText(checkpoint.ToText() + "extension\n").value(), checkpoint);
}

TEST(Checkpoint, RefusesWhatIsNone) {
  const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  for (const std::string& text :
       {std::string(""), std::string("debut\n"), "\n1\n" + root + "\n", "debut\n01\n" + root + "\n",
        "debut\n-1\n" + root + "\n", "debut\n1x\n" + root + "\n", "debut\n1\n" + root,
        "debut\n\n" + root + "\n", std::string("debut\n1\nAAAA\n"), "debut\n1\n" + root + " \n"}) {
    EXPECT_EQ(Checkpoint::FromText(text).status().code(), absl::StatusCode::kInvalidArgument)
        << text;
  }
}

}  // namespace
}  // namespace debut::transparency
