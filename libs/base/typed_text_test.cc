#include "base/typed_text.h"

#include <gtest/gtest.h>

namespace debut::base {
namespace {

TEST(NormaliseTyped, TurnsFullWidthFormsIntoAscii) {
  EXPECT_EQ(NormaliseTyped("！ＡＺａｚ０９，．～"), "!AZaz09,.~");
  EXPECT_EQ(NormaliseTyped("￥5"),
            "\u00a5"
            "5");
}

TEST(NormaliseTyped, TurnsEverySpaceIntoOneKindAndTrims) {
  EXPECT_EQ(NormaliseTyped("\u3000 a\tb\u00a0c\r\n"), "a b c");
  EXPECT_EQ(NormaliseTyped(" \u3000"), "");
}

TEST(NormaliseTyped, LeavesEverythingElse) {
  EXPECT_EQ(NormaliseTyped("首创产品\xef"), "首创产品\xef");
  EXPECT_EQ(NormaliseTyped("\xef\xbd\x9f\xef\xbc\x80"), "\xef\xbd\x9f\xef\xbc\x80");
}

TEST(NormaliseNumber, GivesOneFormToOneNumber) {
  EXPECT_EQ(NormaliseNumber("GB/T 40429—2021"), "GB/T40429-2021");
  EXPECT_EQ(NormaliseNumber(" ｇｂ／ｔ40429 – 2021"), "GB/T40429-2021");
  EXPECT_EQ(NormaliseNumber("T/中关村 001―2021"), "T/中关村001-2021");
}

}  // namespace
}  // namespace debut::base
