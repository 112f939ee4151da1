#include "services/debut/request_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/ensure.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "debut/market/v1/market_service.pb.h"
#include "services/debut/contract_comments.h"
#include "services/debut/message_text.h"
#include "services/debut/methods.h"

namespace debut::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

RequestOption Find(const google::protobuf::Descriptor& request, const std::string& name) {
  const auto options = OptionsOf(request);
  const auto found = std::ranges::find(options, name, &RequestOption::name);
  ENSURE(found != options.end(), name);
  return *found;
}

TEST(OptionsOf, AreTheFieldsOfTheRequest) {
  std::vector<std::string> names;
  for (const auto& option : OptionsOf(*grants::v1::SubmitClaimRequest::descriptor()))
    names.push_back(option.name);
  EXPECT_THAT(names,
              IsSupersetOf({"request-id", "claim-id", "submitted-date",
                            "first-market-entry.product-id", "first-market-entry.contract-ids"}));
}

TEST(OptionsOf, TakeARateAsPeopleWriteIt) {
  const auto& open = *grants::v1::OpenRoundRequest::descriptor();
  grants::v1::OpenRoundRequest request;
  ASSERT_TRUE(Find(open, "rate").Apply({"30%"}, request).ok());
  EXPECT_EQ(request.rate_numerator() * 10, request.rate_denominator() * 3);
  EXPECT_THAT(std::string(Find(open, "rate").Apply({"300%"}, request).message()),
              HasSubstr("--rate"));
  for (const auto& option : OptionsOf(open)) EXPECT_NE(option.name, "rate-denominator");
}

TEST(OptionsOf, TakeARateOfExchangeAsItIsPublished) {
  const auto& sign = *market::v1::SignContractRequest::descriptor();
  const auto option = Find(sign, "foreign-price.rate");
  market::v1::SignContractRequest request;
  ASSERT_TRUE(option.Apply({"6.4531"}, request).ok());
  EXPECT_EQ(request.foreign_price().rate_numerator(), 64'531);
  EXPECT_EQ(request.foreign_price().rate_denominator(), 10'000);
  ASSERT_TRUE(option.Apply({"64795/10000"}, request).ok());
  EXPECT_EQ(request.foreign_price().rate_numerator(), 64'795);
  for (const char* const bad : {"6", "6.453100001", "6/0", "6.4.5", "美元"}) {
    EXPECT_FALSE(option.Apply({bad}, request).ok()) << bad;
  }
}

TEST(OptionsOf, OpenUpMessages) {
  const auto& submit = *grants::v1::SubmitClaimRequest::descriptor();
  grants::v1::SubmitClaimRequest request;
  ASSERT_TRUE(Find(submit, "first-market-entry.contract-ids").Apply({"C-1", "C-2"}, request).ok());
  EXPECT_EQ(request.first_market_entry().contract_ids_size(), 2);
}

TEST(OptionsOf, ReachEveryMethodOfTheContract) {
  for (const auto* method : AllMethods()) {
    for (const auto& option : OptionsOf(*method->input_type())) {
      EXPECT_FALSE(option.name.empty()) << method->full_name();
      EXPECT_FALSE(option.type_name.empty()) << method->full_name();
    }
  }
}

TEST(CommentOf, IsWhatTheContractSays) {
  const auto& open = *grants::v1::OpenRoundRequest::descriptor();
  EXPECT_EQ(CommentOf(*open.FindFieldByName("notice_working_days")), "0: the policy's.");
  EXPECT_EQ(CommentOf(*open.FindFieldByName("document")), "");
  EXPECT_THAT(CommentOf(**FindMethod("grants.ProposeAward")),
              HasSubstr("Reserves room under the cap"));
}

TEST(ToText, ShowsAmountsAndShortNames) {
  grants::v1::GetClaimResponse response;
  response.mutable_claim()->set_claim_id("C-1");
  response.mutable_claim()->set_amount_fen(333'333'333);
  response.mutable_claim()->set_state(grants::v1::CLAIM_STATE_PAID);
  EXPECT_EQ(ToText(response),
            "claim:\n  claim_id: C-1\n  state: PAID\n  amount_fen: 3,333,333.33元");
}

}  // namespace
}  // namespace debut::cli
