#include "domain/promotion/keywords.h"

#include <gtest/gtest.h>

namespace debut::promotion {
namespace {

KeywordShare Share(std::string_view text, std::string_view keyword) {
  return ShareIn(Searchable(text), keyword);
}

TEST(Keywords, AreFoundInChineseTextWithoutSpaces) {
  EXPECT_EQ(Share("车规级固态激光雷达", "激光雷达"), (KeywordShare{3, 3}));
  EXPECT_EQ(Share("车规级固态激光雷达", "毫米波雷达"), (KeywordShare{0, 4}));
}

// 全固 is not there, 固态 is: half of the pairs.
TEST(Keywords, CountInPartFromHalfOfTheirPairsOn) {
  EXPECT_EQ(Share("车规级固态激光雷达", "全固态"), (KeywordShare{1, 2}));
  EXPECT_EQ(Share("列车控制系统", "电池管理系统"), (KeywordShare{0, 5}));
}

TEST(Keywords, AreFoundInFullWidthAndSmallLetters) {
  EXPECT_EQ(Share("基于ＡＩ 的 5G 基站", "ai"), (KeywordShare{1, 1}));
  EXPECT_EQ(Share("基于AI的5g基站", "５Ｇ"), (KeywordShare{1, 1}));
}

TEST(Keywords, OfOneCharacterCountAsOnePair) {
  EXPECT_EQ(Share("石墨烯", "烯"), (KeywordShare{1, 1}));
  EXPECT_EQ(Share("石墨烯", "铝"), (KeywordShare{0, 1}));
}

TEST(Keywords, ThatAreEmptyHaveNoPairs) { EXPECT_EQ(Share("石墨烯", " "), (KeywordShare{0, 0})); }

}  // namespace
}  // namespace debut::promotion
