#include "tests/fuzz/driver/seeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/build_tree.h"

namespace debut::fuzz {
namespace {

using testing::ElementsAre;

TEST(ReadSeeds, TakesTheBytesOfGoldenFiles) {
  const auto seeds = ReadSeeds(test::SourcePath("tests/golden/debut.registry.v1.BanLifted.golden"));
  ASSERT_TRUE(seeds.ok()) << seeds.status();
  ASSERT_EQ(seeds->size(), 1u);
  using std::string_literals::operator""s;
  EXPECT_THAT(seeds->front().bytes,
              testing::StartsWith("debut.registry.v1.BanLifted\0\x0a\x08"s + "ban_id-1\x12\x0f"));
}

TEST(ReadSeeds, FindsNothingInAFolderThatIsNotThere) {
  EXPECT_EQ(ReadSeeds(test::SourcePath("tests/fuzz/corpus/none")).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(ReadDictionary, ReadsWordsWithEscapes) {
  const auto words = ReadDictionary("# comment\n\nname=\"a\\x01b\"\n\"元\"\n");
  ASSERT_TRUE(words.ok()) << words.status();
  EXPECT_THAT(*words, ElementsAre("a\x01"
                                  "b",
                                  "元"));
}

TEST(ReadDictionary, NamesALineThatIsNoWord) {
  EXPECT_EQ(ReadDictionary("\"a\"\nb\n").status().message(), "line 2 is no word");
}

}  // namespace
}  // namespace debut::fuzz
