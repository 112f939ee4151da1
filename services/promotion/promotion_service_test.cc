#include "services/promotion/promotion_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/promotion/reasons.h"
#include "services/promotion/testing/promotion_office.h"

namespace debut::promotion {
namespace {

using absl::StatusCode;
using test::kDone;
using test::CallOutcome;
using test::Refused;
using ::testing::StartsWith;

using PromotionServiceTest = testing::PromotionOffice;

TEST_F(PromotionServiceTest, LeadsADemandFromItsPublicationToAContract) {
  EXPECT_EQ(Call(&Stub::PublishDemand, Demand("D-1")), kDone);
  v1::OfferProductResponse offered;
  EXPECT_EQ(Call(&Stub::OfferProduct, Offer("D-1", "P-2"), &offered), kDone);
  EXPECT_THAT(offered.offer_id(), StartsWith("OF-"));

  v1::PublishMatchListResponse matched;
  EXPECT_EQ(Call(&Stub::PublishMatchList, Matches("ML-1", "D-1"), &matched), kDone);
  EXPECT_EQ(matched.match_list_id(), "ML-1");
  ASSERT_EQ(matched.products_size(), 2);
  EXPECT_EQ(matched.products(0).product_id(), "P-2") << "it is offered";

  v1::HoldMeetingRequest meeting;
  meeting.set_demand_id("D-1");
  meeting.add_product_ids("P-1");
  meeting.add_product_ids("P-2");
  meeting.set_place("中关村展示中心");
  meeting.set_document("会议纪要");
  v1::HoldMeetingResponse met;
  EXPECT_EQ(Call(&Stub::HoldMeeting, meeting, &met), kDone);
  EXPECT_THAT(met.meeting_id(), StartsWith("ME-"));

  service_.Given(market::testing::Signed("C-1", "2021-05-20"));
  v1::RecordOutcomeResponse outcome;
  EXPECT_EQ(Call(&Stub::RecordOutcome, OutcomeOf("C-1", "D-1"), &outcome), kDone);
  EXPECT_THAT(outcome.outcome_id(), StartsWith("OC-"));

  v1::WithdrawOfferRequest back;
  back.set_offer_id(offered.offer_id());
  back.set_demand_id("D-1");
  back.set_grounds("另有采购");
  EXPECT_EQ(Call(&Stub::WithdrawOffer, back), kDone);
  v1::CloseDemandRequest close;
  close.set_demand_id("D-1");
  close.set_grounds("已签约");
  EXPECT_EQ(Call(&Stub::CloseDemand, close), kDone);
  EXPECT_EQ(Recorded(), 8u);

  v1::GetDemandRequest get;
  get.set_demand_id("D-1");
  v1::GetDemandResponse found;
  EXPECT_EQ(Call(&Stub::GetDemand, get, &found), kDone);
  EXPECT_EQ(found.demand().closed_date(), "2021-06-30");
  EXPECT_EQ(found.demand().wanted().keywords(0), "激光雷达");
  ASSERT_EQ(found.demand().offers_size(), 1);
  EXPECT_EQ(found.demand().offers(0).withdrawn_date(), "2021-06-30");
  EXPECT_EQ(found.position(), service_.EventsCount());
}

TEST_F(PromotionServiceTest, LeadsLaunchesAndCoOperationToContracts) {
  v1::HoldLaunchRequest launch;
  launch.set_launch_id("LA-1");
  launch.set_product_id("P-1");
  launch.set_held_date("2021-04-08");
  launch.set_title("首发");
  launch.set_place("中关村展示中心");
  launch.set_document("活动方案");
  EXPECT_EQ(Call(&Stub::HoldLaunch, launch), kDone);
  EXPECT_EQ(Call(&Stub::SignCooperation, Cooperation()), kDone);
  v1::HoldActivityRequest activity = Activity("AC-1");
  activity.set_held_date("2021-05-10");
  EXPECT_EQ(Call(&Stub::HoldActivity, activity), kDone);

  service_.Given(market::testing::Signed("C-1", "2021-05-20"));
  v1::RecordOutcomeRequest of_activity = OutcomeOf("C-1", "");
  of_activity.set_activity_id("AC-1");
  EXPECT_EQ(Call(&Stub::RecordOutcome, of_activity),
            Refused(StatusCode::kFailedPrecondition, kBuyerNotInRegion));
  v1::RecordOutcomeRequest of_launch = OutcomeOf("C-1", "");
  of_launch.set_outcome_id("OC-1");
  of_launch.set_launch_id("LA-1");
  EXPECT_EQ(Call(&Stub::RecordOutcome, of_launch), kDone);
  EXPECT_EQ(Call(&Stub::RecordOutcome, of_launch),
            Refused(StatusCode::kAlreadyExists, kOutcomeAlreadyRecorded));
  v1::WithdrawOutcomeRequest back;
  back.set_outcome_id("OC-1");
  back.set_grounds("登记有误");
  EXPECT_EQ(Call(&Stub::WithdrawOutcome, back), kDone);

  v1::EndCooperationRequest end;
  end.set_cooperation_id("CO-1");
  end.set_grounds("双方协商");
  EXPECT_EQ(Call(&Stub::EndCooperation, end), kDone);
  v1::GetCooperationRequest get;
  get.set_cooperation_id("CO-1");
  v1::GetCooperationResponse found;
  EXPECT_EQ(Call(&Stub::GetCooperation, get, &found), kDone);
  EXPECT_EQ(found.cooperation().ended_date(), "2021-06-30");
  EXPECT_EQ(found.cooperation().activity_ids(0), "AC-1");
}

TEST_F(PromotionServiceTest, MapsEachKindOfRefusal) {
  v1::PublishDemandRequest unknown_party = Demand("D-1");
  unknown_party.set_party_id("B-9");
  EXPECT_EQ(Call(&Stub::PublishDemand, unknown_party),
            Refused(StatusCode::kNotFound, kEnterpriseUnknown));
  EXPECT_EQ(Call(&Stub::PublishDemand, Demand("D-1")), kDone);
  EXPECT_EQ(Call(&Stub::PublishDemand, Demand("D-1")),
            Refused(StatusCode::kAlreadyExists, kDemandAlreadyPublished));
  v1::WithdrawDemandRequest withdraw;
  withdraw.set_demand_id("D-1");
  withdraw.set_grounds("项目取消");
  EXPECT_EQ(Call(&Stub::WithdrawDemand, withdraw), kDone);
  EXPECT_EQ(Call(&Stub::OfferProduct, Offer("D-1", "P-1")),
            Refused(StatusCode::kFailedPrecondition, kDemandWithdrawn));
  EXPECT_EQ(Call(&Stub::OfferProduct, Offer("D-9", "P-1")),
            Refused(StatusCode::kNotFound, kDemandUnknown));
  EXPECT_EQ(Call(&Stub::PublishMatchList, Matches("ML-1", "D-9")),
            Refused(StatusCode::kNotFound, kDemandUnknown));
  EXPECT_EQ(Call(&Stub::RecordOutcome, OutcomeOf("C-9", "D-1")),
            Refused(StatusCode::kNotFound, kContractUnknown));
  EXPECT_EQ(Recorded(), 2u);
}

TEST_F(PromotionServiceTest, GivesTheFirstAnswerToARepeatedRequest) {
  EXPECT_EQ(Call(&Stub::PublishDemand, Demand("D-1")), kDone);
  v1::PublishMatchListRequest request = Matches("", "D-1");
  request.set_request_id("once");
  v1::PublishMatchListResponse first;
  v1::PublishMatchListResponse second;
  EXPECT_EQ(service_.Call(&Stub::PublishMatchList, request, first), kDone);
  EXPECT_EQ(service_.Call(&Stub::PublishMatchList, request, second), kDone);
  EXPECT_EQ(first.match_list_id(), second.match_list_id());
  EXPECT_EQ(second.products_size(), first.products_size());
  EXPECT_TRUE(second.recorded().replayed());
  EXPECT_EQ(Recorded(), 2u);
}

}  // namespace
}  // namespace debut::promotion
