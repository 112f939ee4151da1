#include "services/debut/methods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::cli {
namespace {

using testing::HasSubstr;

TEST(FindMethod, KnowsThreeWaysToNameOne) {
  for (const char* name : {"debut.grants.v1.GrantsService/ProposeAward",
                           "grants.v1.GrantsService/ProposeAward", "grants.ProposeAward"}) {
    const auto method = FindMethod(name);
    ASSERT_TRUE(method.ok()) << name;
    EXPECT_EQ(PathOf(**method), "debut.grants.v1.GrantsService/ProposeAward");
  }
}

TEST(FindMethod, NamesWhatComesClose) {
  const auto method = FindMethod("grant.ProposeAward");
  EXPECT_EQ(method.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(method.status().message()), HasSubstr("but grants.ProposeAward"));
}

TEST(AllMethods, HaveARoleEach) {
  EXPECT_GE(AllMethods().size(), 50u);
  for (const auto* method : AllMethods()) EXPECT_NE(RoleOf(*method), "") << method->full_name();
}

TEST(RequestTemplate, ShowsEveryField) {
  const std::string json = RequestTemplate(**FindMethod("market.SignContract"));
  EXPECT_THAT(json, HasSubstr("\"signed_date\": \"\""));
  EXPECT_THAT(json, HasSubstr("\"product_id\": \"\""));
}

}  // namespace
}  // namespace debut::cli
