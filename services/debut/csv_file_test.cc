#include "services/debut/csv_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ReadCsv, ReadsFieldsWithAndWithoutQuotes) {
  const auto rows = ReadCsv("a,b,\nO-1,\"金额, \"\"元\"\"\",\"\"\r\n,,x");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[0].cells, ElementsAre("a", "b", ""));
  EXPECT_THAT(rows[1].cells, ElementsAre("O-1", "金额, \"元\"", ""));
  EXPECT_THAT(rows[2].cells, ElementsAre("", "", "x"));
  EXPECT_EQ(rows[2].line, 3u);
}

TEST(ReadCsv, SkipsAByteOrderMarkAndTheEndOfTheLastLine) {
  const auto rows = ReadCsv(
      "\xEF\xBB\xBF"
      "订单号,金额\r\n");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_THAT(rows[0].cells, ElementsAre("订单号", "金额"));
  EXPECT_THAT(ReadCsv(""), IsEmpty());
  EXPECT_THAT(ReadCsv("\xEF\xBB\xBF"), IsEmpty());
}

TEST(ReadCsv, SaysWhatIsWrongWithALineAndReadsTheNext) {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"a\"b,c", "a quote inside"},    {"\"a,b", "isn't closed"},
      {"\"a\"b,c", "after a closing"}, {"", "is empty"},
      {"\xD6\xD0,1", "is not UTF-8"},  {std::string("a\0b", 3), "control characters"},
      {"a\rb", "control characters"},  {"\"", "isn't closed"},
  };
  for (const auto& [line, trouble] : bad) {
    const auto rows = ReadCsv(line + "\nx,y\n");
    ASSERT_EQ(rows.size(), 2u) << line;
    EXPECT_THAT(rows[0].trouble, HasSubstr(trouble)) << line;
    EXPECT_THAT(rows[0].cells, IsEmpty());
    EXPECT_THAT(rows[1].cells, ElementsAre("x", "y"));
  }
}

}  // namespace
}  // namespace debut::cli
