#include <gtest/gtest.h>

#include "services/promotion/testing/promotion_office.h"

namespace debut::promotion {
namespace {

namespace cv1 = certification::v1;
using test::kDone;
using test::BadFields;

using PromotionBadInputTest = testing::PromotionOffice;

TEST_F(PromotionBadInputTest, NamesEveryFieldOfADemand) {
  v1::PublishDemandResponse unread;
  EXPECT_EQ(service_.Call(&Stub::PublishDemand, v1::PublishDemandRequest(), unread),
            BadFields({"request_id", "party_id", "kind", "project_name", "description",
                       "wanted.fields", "closes_date"}));

  v1::PublishDemandRequest request = Demand("需求一");
  request.mutable_wanted()->add_fields(cv1::FIELD_INTELLIGENT_TRANSPORT);
  request.mutable_wanted()->set_types(0, static_cast<cv1::ProductType>(9));
  request.mutable_wanted()->set_level(static_cast<cv1::Level>(9));
  request.mutable_wanted()->set_keywords(1, std::string(21, 'a'));
  request.mutable_wanted()->set_region_code("11010");
  request.set_budget_fen(-1);
  request.set_published_date("2021-06-30");
  request.set_closes_date("2021-06-29");
  EXPECT_EQ(Call(&Stub::PublishDemand, request),
            BadFields({"demand_id", "wanted.fields[1]", "wanted.types[0]", "wanted.level",
                       "wanted.keywords[1]", "wanted.region_code", "budget_fen", "closes_date"}));

  request = Demand("D-1");
  for (int i = 0; i < 10'000; ++i) {
    request.mutable_wanted()->add_fields(cv1::FIELD_BIO_HEALTH);
    request.mutable_wanted()->add_keywords("激光");
  }
  EXPECT_EQ(Call(&Stub::PublishDemand, request).code, absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(PromotionBadInputTest, NamesEveryFieldOfWhatFollowsADemand) {
  v1::CloseDemandRequest close;
  close.set_closed_date("2021-07-01");
  EXPECT_EQ(Call(&Stub::CloseDemand, close), BadFields({"demand_id", "closed_date", "grounds"}));
  v1::WithdrawDemandRequest withdraw;
  withdraw.set_withdrawn_date("2021-02-29");
  EXPECT_EQ(Call(&Stub::WithdrawDemand, withdraw),
            BadFields({"demand_id", "withdrawn_date", "grounds"}));
  v1::OfferProductRequest offer;
  offer.set_price_fen(-1);
  offer.set_offered_date("x");
  EXPECT_EQ(Call(&Stub::OfferProduct, offer),
            BadFields({"demand_id", "product_id", "price_fen", "offered_date"}));
  EXPECT_EQ(Call(&Stub::WithdrawOffer, v1::WithdrawOfferRequest()),
            BadFields({"offer_id", "demand_id", "grounds"}));
  v1::PublishMatchListRequest matches;
  matches.set_match_list_id("名单");
  matches.set_published_date("2021-07-01");
  EXPECT_EQ(Call(&Stub::PublishMatchList, matches),
            BadFields({"match_list_id", "demand_id", "published_date"}));
  EXPECT_EQ(Call(&Stub::HoldMeeting, v1::HoldMeetingRequest()),
            BadFields({"demand_id", "product_ids", "place", "document"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(PromotionBadInputTest, NamesEveryFieldOfLaunchesAndCoOperation) {
  EXPECT_EQ(Call(&Stub::HoldLaunch, v1::HoldLaunchRequest()),
            BadFields({"product_id", "title", "place", "document"}));
  v1::SignCooperationRequest cooperation;
  cooperation.set_region_code("001000");
  cooperation.set_signed_date("2021-06-30");
  cooperation.set_ends_date("2021-06-29");
  EXPECT_EQ(Call(&Stub::SignCooperation, cooperation),
            BadFields({"partner_id", "region_code", "title", "ends_date", "document"}));
  EXPECT_EQ(Call(&Stub::EndCooperation, v1::EndCooperationRequest()),
            BadFields({"cooperation_id", "grounds"}));
  v1::HoldActivityRequest activity = Activity("AC-1");
  activity.add_product_ids("P-1");
  activity.add_product_ids("P 2");
  EXPECT_EQ(Call(&Stub::HoldActivity, activity), BadFields({"product_ids[1]", "product_ids[2]"}));
  EXPECT_EQ(Call(&Stub::HoldActivity, v1::HoldActivityRequest()),
            BadFields({"cooperation_id", "title", "place", "product_ids", "document"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(PromotionBadInputTest, NamesEveryFieldOfPagesAndOutcomes) {
  v1::RecordExhibitPageRequest page = PageOf("P-1");
  page.set_text(std::string(4'001, 'a'));
  page.mutable_media_links(0)->set_url("http://example.cn/1.png");
  page.add_media_links();
  EXPECT_EQ(Call(&Stub::RecordExhibitPage, page),
            BadFields({"text", "media_links[0].url", "media_links[1].url", "media_links[1].kind"}));
  page = PageOf("P-1");
  for (int i = 0; i < 20; ++i) *page.add_media_links() = page.media_links(0);
  EXPECT_EQ(Call(&Stub::RecordExhibitPage, page), BadFields({"media_links"}));
  v1::RecordOutcomeRequest outcome;
  outcome.set_recorded_date("2021-07-01");
  EXPECT_EQ(Call(&Stub::RecordOutcome, outcome),
            BadFields({"contract_id", "product_id", "recorded_date", "origin"}));
  outcome.set_activity_id("");
  EXPECT_EQ(Call(&Stub::RecordOutcome, outcome),
            BadFields({"contract_id", "product_id", "recorded_date", "activity_id"}));
  EXPECT_EQ(Call(&Stub::WithdrawOutcome, v1::WithdrawOutcomeRequest()),
            BadFields({"outcome_id", "grounds"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::promotion
