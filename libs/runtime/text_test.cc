#include "runtime/text.h"

#include <gtest/gtest.h>

namespace debut::runtime {
namespace {

TEST(CharactersOf, CountsCodePoints) {
  EXPECT_EQ(CharactersOf("首创产品 A1"), 7u);
  EXPECT_EQ(CharactersOf(""), 0u);
}

TEST(Bounded, KeepsWhatFits) { EXPECT_EQ(Bounded("王芳", 6), "王芳"); }

TEST(Bounded, CutsBetweenCharactersAndMarksTheCut) {
  EXPECT_EQ(Bounded("王芳芳", 8), "王…");
  EXPECT_EQ(Bounded("abcdef", 5), "ab…");
  EXPECT_EQ(Bounded("abcdef", 2), "");
}

TEST(PercentEncode, KeepsWhatUrlsKeep) {
  EXPECT_EQ(PercentEncode("officer.wang-1_~"), "officer.wang-1_~");
  EXPECT_EQ(PercentEncode("王 100%"), "%E7%8E%8B%20100%25");
}

TEST(PercentDecode, UndoesTheEncoding) {
  std::string every_byte;
  for (int c = 0; c < 256; ++c) every_byte += static_cast<char>(c);
  EXPECT_EQ(PercentDecode(PercentEncode(every_byte)), every_byte);
  EXPECT_EQ(PercentDecode("%e7%8e%8b"), "王");
}

TEST(PercentDecode, LeavesMalformedSequences) {
  EXPECT_EQ(PercentDecode("%"), "%");
  EXPECT_EQ(PercentDecode("%4"), "%4");
  EXPECT_EQ(PercentDecode("%zz1"), "%zz1");
}

TEST(JsonEscape, KeepsPlainText) { EXPECT_EQ(JsonEscape("王芳 paid"), "王芳 paid"); }

TEST(JsonEscape, EscapesQuotesBackslashesAndControls) {
  EXPECT_EQ(JsonEscape("a\"b\\c\nd\x7F"), "a\\\"b\\\\c\\u000ad\\u007f");
}

TEST(JsonEscape, ReplacesWhatIsNotUtf8) { EXPECT_EQ(JsonEscape("a\xFF"), "a\\ufffd"); }

}  // namespace
}  // namespace debut::runtime
