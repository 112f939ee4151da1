#include "services/debut/table.h"

#include <gtest/gtest.h>

namespace debut::cli {
namespace {

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("首创"), 4);
  EXPECT_EQ(DisplayWidth("5G基站"), 6);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);
  EXPECT_EQ(DisplayWidth("\xFF!"), 2);
  EXPECT_EQ(DisplayWidth(""), 0);
}

TEST(Table, AlignsChineseAndAmounts) {
  Table table({{"Name"}, {"Amount", Table::Align::kRight}});
  table.Add({"北京首创", "2,000,000.00"});
  table.Add({"ACME", "0.01"});
  EXPECT_EQ(table.Render(),
            "Name            Amount\n"
            "--------  ------------\n"
            "北京首创  2,000,000.00\n"
            "ACME              0.01\n");
}

TEST(Table, RefusesARowOfAnotherWidth) {
  Table table({{"One"}});
  EXPECT_DEATH(table.Add({"a", "b"}), "one cell for each column");
}

}  // namespace
}  // namespace debut::cli
