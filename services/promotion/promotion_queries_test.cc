#include "services/promotion/promotion_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/promotion/reasons.h"
#include "services/promotion/testing/promotion_office.h"

namespace debut::promotion {
namespace {

namespace cv1 = certification::v1;
using absl::StatusCode;
using test::kDone;
using test::BadFields;
using test::Refused;
using ::testing::ElementsAre;

using PromotionQueriesTest = testing::PromotionOffice;

std::string Text(const v1::StatisticsRow& row) {
  return fmt::format("{} {} {} {} {}", row.year(),
                     v1::StatisticKind_Name(row.kind()).substr(sizeof("STATISTIC_KIND")),
                     cv1::Field_Name(row.field()).substr(sizeof("FIELD")), row.count(),
                     row.amount_fen());
}

TEST_F(PromotionQueriesTest, RankWithoutRecordingAnything) {
  EXPECT_EQ(Call(&Stub::PublishDemand, Demand("D-1")), kDone);
  v1::RankProductsRequest request;
  request.set_demand_id("D-1");
  v1::RankProductsResponse ranking;
  EXPECT_EQ(Call(&Stub::RankProducts, request, &ranking), kDone);
  ASSERT_EQ(ranking.products_size(), 2);
  EXPECT_EQ(ranking.products(0).product_id(), "P-1");
  EXPECT_EQ(ranking.products(0).points(), 84u);
  EXPECT_EQ(ranking.policy_version_id(), "2020-12-30");
  EXPECT_EQ(ranking.listed_products_count(), 2u);
  EXPECT_EQ(Recorded(), 1u);
  request.set_as_of_date("2021-03-31");
  EXPECT_EQ(Call(&Stub::RankProducts, request),
            Refused(StatusCode::kFailedPrecondition, kDateBeforePublication));
  request.set_demand_id("D-9");
  EXPECT_EQ(Call(&Stub::RankProducts, request), Refused(StatusCode::kNotFound, kDemandUnknown));
}

TEST_F(PromotionQueriesTest, ReproduceAListByteByByteWhateverCameLater) {
  EXPECT_EQ(Call(&Stub::PublishDemand, Demand("D-1")), kDone);
  EXPECT_EQ(Call(&Stub::PublishMatchList, Matches("ML-1", "D-1")), kDone);
  // A page that would have given more points, a delisting from the start, a branch more.
  EXPECT_EQ(Call(&Stub::RecordExhibitPage, PageOf("P-2")), kDone);
  service_.Given(
      certification::testing::Delisted("P-1", "E-1", cv1::DELISTING_KIND_VOID, "2021-03-01"),
      registry::testing::BranchOf("B-1", "B-1-2", "91110108MA01000023"));
  v1::GetMatchListRequest request;
  request.set_match_list_id("ML-1");
  v1::GetMatchListResponse list;
  EXPECT_EQ(Call(&Stub::GetMatchList, request, &list), kDone);
  EXPECT_TRUE(list.reproduced());
  EXPECT_EQ(list.products_size(), 2);
  EXPECT_EQ(list.published_position(), given_ + 2);
  EXPECT_EQ(list.demand_id(), "D-1");
}

TEST_F(PromotionQueriesTest, NoticeAListThatNobodyRanked) {
  EXPECT_EQ(Call(&Stub::PublishDemand, Demand("D-1")), kDone);
  v1::MatchListPublished forged;
  forged.set_match_list_id("ML-1");
  forged.set_demand_id("D-1");
  forged.set_party_id("B-1");
  forged.set_published_date("2021-06-30");
  forged.add_products()->set_product_id("P-2");
  service_.Given(forged);
  v1::GetMatchListRequest request;
  request.set_match_list_id("ML-1");
  v1::GetMatchListResponse list;
  EXPECT_EQ(Call(&Stub::GetMatchList, request, &list), kDone);
  EXPECT_FALSE(list.reproduced());
  request.set_match_list_id("ML-9");
  EXPECT_EQ(Call(&Stub::GetMatchList, request), Refused(StatusCode::kNotFound, kMatchListUnknown));
}

TEST_F(PromotionQueriesTest, ShowInTheHallWhatTheCatalogueListsThatDay) {
  EXPECT_EQ(Call(&Stub::RecordExhibitPage, PageOf("P-1")), kDone);
  service_.Given(
      certification::testing::Submitted("P-3", "E-1"),
      certification::testing::Delisted("P-2", "E-1", cv1::DELISTING_KIND_EXPIRED, "2021-06-01"));
  EXPECT_EQ(Call(&Stub::RecordExhibitPage, PageOf("P-3")), kDone);

  v1::ListExhibitsResponse hall;
  EXPECT_EQ(Call(&Stub::ListExhibits, v1::ListExhibitsRequest(), &hall), kDone);
  ASSERT_EQ(hall.exhibits_size(), 1) << "P-2 was delisted, P-3 is not listed";
  EXPECT_EQ(hall.exhibits(0).product_id(), "P-1");
  EXPECT_EQ(hall.exhibits(0).title(), "看得更远");
  EXPECT_EQ(hall.exhibits(0).media_links(0).url(), "https://example.cn/1.png");
  EXPECT_EQ(hall.exhibits(0).level(), cv1::LEVEL_DOMESTIC);

  v1::ListExhibitsRequest may;
  may.set_as_of_date("2021-05-31");
  EXPECT_EQ(Call(&Stub::ListExhibits, may, &hall), kDone);
  ASSERT_EQ(hall.exhibits_size(), 2);
  EXPECT_EQ(hall.exhibits(0).title(), "") << "the page was written in June";
  EXPECT_EQ(hall.position(), service_.EventsCount());
}

TEST_F(PromotionQueriesTest, PageThroughTheHallAndFilterIt) {
  v1::ListExhibitsRequest request;
  request.set_page_size(1);
  v1::ListExhibitsResponse hall;
  EXPECT_EQ(Call(&Stub::ListExhibits, request, &hall), kDone);
  EXPECT_EQ(hall.exhibits(0).product_id(), "P-1");
  EXPECT_EQ(hall.next_page_token(), "P-1");
  request.set_page_token(hall.next_page_token());
  EXPECT_EQ(Call(&Stub::ListExhibits, request, &hall), kDone);
  EXPECT_EQ(hall.exhibits(0).product_id(), "P-2");
  EXPECT_EQ(hall.next_page_token(), "");

  request.Clear();
  request.set_field(cv1::FIELD_BIO_HEALTH);
  EXPECT_EQ(Call(&Stub::ListExhibits, request, &hall), kDone);
  EXPECT_EQ(hall.exhibits_size(), 0);
  request.set_field(cv1::FIELD_INTELLIGENT_TRANSPORT);
  request.set_level(cv1::LEVEL_DOMESTIC);
  request.set_enterprise_id("E-1");
  EXPECT_EQ(Call(&Stub::ListExhibits, request, &hall), kDone);
  EXPECT_EQ(hall.exhibits_size(), 2);
  request.set_level(cv1::LEVEL_INTERNATIONAL);
  EXPECT_EQ(Call(&Stub::ListExhibits, request, &hall), kDone);
  EXPECT_EQ(hall.exhibits_size(), 0);
}

TEST_F(PromotionQueriesTest, CountByYearKindAndField) {
  using namespace testing;  // NOLINT
  v1::DemandPublished government = DemandOf("D-2");
  government.set_kind(v1::DEMAND_KIND_GOVERNMENT_INVESTMENT);
  government.set_published_date("2020-12-31");
  government.mutable_wanted()->add_fields(cv1::FIELD_RAIL_TRANSIT);
  v1::OutcomeRecorded second = Led("OC-2", "C-2");
  second.set_launch_id("LA-1");
  service_.Given(DemandOf("D-1"), government, DemandOf("D-3"), Withdrawn("D-3", "2021-05-01"),
                 Offered("OF-1", "D-1"), Offered("OF-2", "D-1", "P-2"),
                 OfferBack("OF-2", "D-1", "2021-04-20"), Met("ME-1", "D-1"),
                 Launched("LA-1", "P-1"), Agreed("CO-1"), Shown("AC-1", "CO-1"),
                 market::testing::Signed("C-1", "2021-05-20"),
                 market::testing::Amended("C-1", "2021-05-25", {{"P-1", 8'000}}, 8'000),
                 market::testing::Signed("C-2", "2021-05-20"),
                 market::testing::Terminated("C-2", "2021-06-02"), Led("OC-1"), second,
                 Led("OC-3", "C-3"), OutcomeBack("OC-3", "2021-06-10", "C-3"));
  v1::GetStatisticsResponse statistics;
  EXPECT_EQ(Call(&Stub::GetStatistics, v1::GetStatisticsRequest(), &statistics), kDone);
  std::vector<std::string> rows;
  for (const v1::StatisticsRow& row : statistics.rows()) rows.push_back(Text(row));
  EXPECT_THAT(rows,
              ElementsAre("2020 DEMAND_OF_GOVERNMENT_INVESTMENT UNSPECIFIED 1 0",
                          "2020 DEMAND_OF_GOVERNMENT_INVESTMENT RAIL_TRANSIT 1 0",
                          "2020 DEMAND_OF_GOVERNMENT_INVESTMENT INTELLIGENT_TRANSPORT 1 0",
                          "2021 DEMAND_OF_KEY_CONSTRUCTION UNSPECIFIED 1 0",
                          "2021 DEMAND_OF_KEY_CONSTRUCTION INTELLIGENT_TRANSPORT 1 0",
                          "2021 OFFER UNSPECIFIED 1 0", "2021 OFFER INTELLIGENT_TRANSPORT 1 0",
                          "2021 MEETING UNSPECIFIED 1 0", "2021 MEETING INTELLIGENT_TRANSPORT 1 0",
                          "2021 LAUNCH UNSPECIFIED 1 0", "2021 LAUNCH INTELLIGENT_TRANSPORT 1 0",
                          "2021 COOPERATION UNSPECIFIED 1 0", "2021 ACTIVITY UNSPECIFIED 1 0",
                          "2021 ACTIVITY INTELLIGENT_TRANSPORT 1 0",
                          "2021 OUTCOME_OF_DEMAND UNSPECIFIED 1 8000",
                          "2021 OUTCOME_OF_DEMAND INTELLIGENT_TRANSPORT 1 8000",
                          "2021 OUTCOME_OF_LAUNCH UNSPECIFIED 1 0",
                          "2021 OUTCOME_OF_LAUNCH INTELLIGENT_TRANSPORT 1 0"));

  v1::GetStatisticsRequest of_2020;
  of_2020.set_to_year(2020);
  EXPECT_EQ(Call(&Stub::GetStatistics, of_2020, &statistics), kDone);
  EXPECT_EQ(statistics.rows_size(), 3);
}

TEST_F(PromotionQueriesTest, NameEveryBadField) {
  EXPECT_EQ(Call(&Stub::GetDemand, v1::GetDemandRequest()), BadFields({"demand_id"}));
  EXPECT_EQ(Call(&Stub::GetMatchList, v1::GetMatchListRequest()), BadFields({"match_list_id"}));
  EXPECT_EQ(Call(&Stub::GetCooperation, v1::GetCooperationRequest()),
            BadFields({"cooperation_id"}));
  v1::GetCooperationRequest unknown;
  unknown.set_cooperation_id("CO-9");
  EXPECT_EQ(Call(&Stub::GetCooperation, unknown),
            Refused(StatusCode::kNotFound, kCooperationUnknown));
  v1::RankProductsRequest ranking;
  ranking.set_as_of_date("2021-07-01");
  EXPECT_EQ(Call(&Stub::RankProducts, ranking), BadFields({"demand_id", "as_of_date"}));
  v1::ListExhibitsRequest exhibits;
  exhibits.set_as_of_date("2021-6-1");
  exhibits.set_field(static_cast<cv1::Field>(99));
  exhibits.set_level(static_cast<cv1::Level>(9));
  exhibits.set_enterprise_id("E 1");
  exhibits.set_page_size(501);
  exhibits.set_page_token("P/1");
  EXPECT_EQ(
      Call(&Stub::ListExhibits, exhibits),
      BadFields({"as_of_date", "field", "level", "enterprise_id", "page_size", "page_token"}));
  v1::GetStatisticsRequest years;
  years.set_from_year(2021);
  years.set_to_year(2020);
  EXPECT_EQ(Call(&Stub::GetStatistics, years), BadFields({"to_year"}));
  years.set_from_year(3000);
  years.set_to_year(4000);
  EXPECT_EQ(Call(&Stub::GetStatistics, years), BadFields({"from_year", "to_year"}));
}

}  // namespace
}  // namespace debut::promotion
