#include "eventstore/plain_text.h"

#include <gtest/gtest.h>

#include <string>

namespace debut::eventstore {
namespace {

TEST(IsPlainText, TakesWellFormedUtf8) {
  for (const std::string text :
       {"", "a b~", "\xc2\xa0", "é", "\xdf\xbf", "企业（甲）", "\xe0\xa0\x80", "\xed\x9f\xbf",
        "\xee\x80\x80", "𠮷", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(IsPlainText(text)) << testing::PrintToString(text);
  }
}

TEST(IsPlainText, RefusesControlCharacters) {
  for (const std::string& text :
       {std::string(1, '\0'), std::string("\n"), std::string("a\x1f"), std::string("\x7f"),
        std::string("\xc2\x80"), std::string("\xc2\x9f")}) {
    EXPECT_FALSE(IsPlainText(text)) << testing::PrintToString(text);
  }
}

TEST(IsPlainText, RefusesMalformedUtf8) {
  for (const std::string text :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x9f\xbf", "\xe4\xbd", "\xe4(\xbd",
        "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"}) {
    EXPECT_FALSE(IsPlainText(text)) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace debut::eventstore
