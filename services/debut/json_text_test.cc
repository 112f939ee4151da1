#include "services/debut/json_text.h"

#include <gtest/gtest.h>

namespace debut::cli {
namespace {

using nlohmann::json;

std::string Nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

TEST(ParseJson, ReadsWhatIsJson) {
  EXPECT_EQ(ParseJson(R"({"a": ["[[", "\"]"]})"), (json{{"a", {"[[", "\"]"}}}));
  EXPECT_TRUE(ParseJson(Nested(kJsonDepthMax)).is_array());
}

TEST(ParseJson, DiscardsWhatIsNot) {
  for (const std::string& wrong : {std::string(), std::string("{"), std::string("\"\xff\""),
                                   std::string("1e999"), std::string("[\"")}) {
    EXPECT_TRUE(ParseJson(wrong).is_discarded()) << wrong;
  }
}

TEST(ParseJson, DiscardsWhatIsNestedTooDeep) {
  EXPECT_TRUE(ParseJson(Nested(kJsonDepthMax + 1)).is_discarded());
  EXPECT_TRUE(ParseJson(Nested(1'000'000)).is_discarded());
}

TEST(JsonLine, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(JsonLine({{"text", "首\xff"}}), "{\"text\":\"首\xef\xbf\xbd\"}");
}

}  // namespace
}  // namespace debut::cli
