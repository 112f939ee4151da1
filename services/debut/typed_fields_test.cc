#include "services/debut/typed_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/certification/v1/certification_service.pb.h"
#include "debut/market/v1/market_service.pb.h"

namespace debut::cli {
namespace {

using ::testing::HasSubstr;

template <typename Request>
absl::Status Set(Request& request, const std::string& field, const std::string& text) {
  return SetFromText(request, *Request::descriptor()->FindFieldByName(field), text);
}

TEST(ReadTypedDate, TakesTheFormsOfOffices) {
  for (const char* text :
       {"2021-03-01", "2021-3-1", "2021/3/1", "2021.03.01", "2021年3月1日", "２０２１年３月１日"}) {
    ASSERT_TRUE(ReadTypedDate(text).ok()) << text;
    EXPECT_EQ(*ReadTypedDate(text), "2021-03-01") << text;
  }
  EXPECT_TRUE(ReadTypedDate("today").ok());
  for (const char* text : {"", "2021-02-30", "1-3-2021", "soon", "2021-3-1-1"}) {
    EXPECT_EQ(ReadTypedDate(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(SetFromText, ReadsAmountsExactly) {
  market::v1::SignContractRequest request;
  ASSERT_TRUE(Set(request, "amount_fen", "3,333,333.33元").ok());
  EXPECT_EQ(request.amount_fen(), 333'333'333);
  ASSERT_TRUE(Set(request, "amount_fen", "200万元").ok());
  EXPECT_EQ(request.amount_fen(), 200'000'000);
  ASSERT_TRUE(Set(request, "amount_fen", "12").ok());
  EXPECT_EQ(request.amount_fen(), 1'200) << "without a unit in yuan";
  EXPECT_FALSE(Set(request, "amount_fen", "0.001").ok());
}

TEST(SetFromText, ReadsEnumsBoolsAndNumbers) {
  certification::v1::SubmitProductRequest product;
  ASSERT_TRUE(Set(product, "claimed_level", "international").ok());
  EXPECT_EQ(product.claimed_level(), certification::v1::LEVEL_INTERNATIONAL);
  EXPECT_THAT(std::string(Set(product, "claimed_level", "galactic").message()),
              HasSubstr("INTERNATIONAL, DOMESTIC"));
  ASSERT_TRUE(Set(product, "has_market_record", "yes").ok());
  EXPECT_TRUE(product.has_market_record());
  EXPECT_FALSE(Set(product, "has_market_record", "perhaps").ok());
  certification::v1::SubmitExpertScoreRequest score;
  ASSERT_TRUE(Set(score, "score", "８５").ok());
  EXPECT_EQ(score.score(), 85U);
  EXPECT_FALSE(Set(score, "score", "85.5").ok());
  EXPECT_FALSE(Set(score, "score", "-1").ok());
}

TEST(SetFromText, AddsToRepeatedFields) {
  certification::v1::SubmitProductRequest product;
  ASSERT_TRUE(Set(product, "ip_rights", "发明专利 1").ok());
  ASSERT_TRUE(Set(product, "ip_rights", "发明专利 2").ok());
  EXPECT_EQ(product.ip_rights_size(), 2);
}

TEST(SetFromText, ReadsAMessageByItsParts) {
  market::v1::SignContractRequest request;
  ASSERT_TRUE(Set(request, "lines", "product-id=P-1; amount=3,333,333.33元").ok());
  ASSERT_TRUE(Set(request, "lines", R"({"product_id": "P-2", "amount_fen": "1万元"})").ok());
  ASSERT_EQ(request.lines_size(), 2);
  EXPECT_EQ(request.lines(0).product_id(), "P-1");
  EXPECT_EQ(request.lines(0).amount_fen(), 333'333'333);
  EXPECT_EQ(request.lines(1).amount_fen(), 1'000'000);
  EXPECT_THAT(std::string(Set(request, "lines", "product=P-1").message()),
              HasSubstr("not NAME=VALUE of ContractLine"));
}

TEST(SetFromText, ReadsAFile) {
  market::v1::SignContractRequest request;
  EXPECT_THAT(std::string(Set(request, "number", "@/there/is/no/such/file").message()),
              HasSubstr("can't read"));
}

}  // namespace
}  // namespace debut::cli
