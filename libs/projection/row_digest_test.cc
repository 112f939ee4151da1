#include "projection/row_digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::projection {
namespace {

using ::testing::ElementsAre;

Rows::Changes RowsOf(std::map<std::string, std::string> rows) {
  Rows::Changes changes;
  for (auto& [key, value] : rows) changes[key] = value;
  return changes;
}

TEST(DigestOf, IsOfTheRowsAlone) {
  const RowDigest digest = DigestOf(RowsOf({{"ca", "1"}, {"cb", "2"}}));
  EXPECT_EQ(digest.rows_count, 2u);
  EXPECT_EQ(digest.hex.size(), 64u);
  Rows::Changes with_erased = RowsOf({{"ca", "1"}, {"cb", "2"}});
  with_erased["cc"] = std::nullopt;
  EXPECT_EQ(DigestOf(with_erased).hex, digest.hex);
  EXPECT_EQ(DigestOf(with_erased).rows_count, 2u);
}

TEST(DigestOf, TellsEveryChangeOfAKeyOrAValue) {
  const std::string hex = DigestOf(RowsOf({{"ca", "1"}, {"cb", "2"}})).hex;
  EXPECT_NE(DigestOf(RowsOf({{"ca", "1"}, {"cb", "3"}})).hex, hex);
  EXPECT_NE(DigestOf(RowsOf({{"ca", "1"}})).hex, hex);
  EXPECT_NE(DigestOf(RowsOf({{"c", "a1"}, {"cb", "2"}})).hex, hex);
  EXPECT_NE(DigestOf({}).hex, hex);
}

TEST(ForEachChange, NamesWhatCameWentAndChanged) {
  std::vector<std::string> seen;
  ForEachChange(
      RowsOf({{"a", "1"}, {"b", "1"}, {"d", "1"}}), RowsOf({{"b", "2"}, {"c", "1"}, {"d", "1"}}),
      [&](const RowChange& change) {
        seen.push_back(change.key + (change.before ? "-" : "") + (change.after ? "+" : ""));
        return true;
      });
  EXPECT_THAT(seen, ElementsAre("a-", "b-+", "c+"));
}

TEST(ForEachChange, StopsWhenItIsTold) {
  int seen = 0;
  ForEachChange(RowsOf({{"a", "1"}, {"b", "1"}}), {}, [&](const RowChange&) {
    ++seen;
    return false;
  });
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace debut::projection
