#include "domain/promotion/publish_match_list.h"

#include <gtest/gtest.h>

#include "debut/policy/v1/policy_events.pb.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/promotion/reasons.h"
#include "domain/promotion/testing/promotion_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::promotion {
namespace {

namespace cv1 = certification::v1;
using absl::CivilDay;
using certification::testing::Certified;
using certification::testing::Delisted;
using certification::testing::Listed;
using certification::testing::Submitted;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using test::Given;
using testing::Closed;
using testing::DemandOf;
using testing::OfferBack;
using testing::Offered;
using testing::Page;

policy::v1::PolicyAdopted Policy() {
  policy::v1::PolicyAdopted fact;
  fact.set_policy_id("first-created-products");
  fact.set_version_id("2020-12-30");
  fact.set_digest("0");
  fact.set_effective_date("2020-12-30");
  fact.set_text(
      "promotion {"
      "  field_points { value: 30 article: '5-1' }    type_points { value: 10 article: '5-1' }"
      "  level_points { value: 10 article: '5-1' }    keywords_points { value: 30 article: '5-1' }"
      "  region_points { value: 10 article: '5-1' }   offered_points { value: 10 article: '5-1' }"
      "  points_min { value: 30 article: '5-2' }"
      "  ranked_products_max { value: 20 article: '5-2' } }");
  return fact;
}

PublishMatchList Publish(CivilDay date = CivilDay(2021, 4, 15)) {
  PublishMatchList command;
  command.match_list_id = "ML-1";
  command.demand_id = "D-1";
  command.published_date = date;
  command.demander = Party("B-1");
  return command;
}

v1::RankedProduct Ranked(std::uint32_t rank, const std::string& product_id, std::uint32_t points) {
  v1::RankedProduct product;
  product.set_rank(rank);
  product.set_product_id(product_id);
  product.set_enterprise_id("E-1");
  product.set_name("车规级固态激光雷达");
  product.set_points(points);
  return product;
}

void Add(v1::RankedProduct& product, v1::MatchReasonKind kind, std::uint32_t points,
         const std::string& detail) {
  v1::MatchReason& reason = *product.add_reasons();
  reason.set_kind(kind);
  reason.set_points(points);
  reason.set_detail(detail);
}

// 车规级固态激光雷达, a core technology of the intelligent transport, made in Haidian.
v1::RankedProduct Lidar(std::uint32_t rank, const std::string& product_id, bool offered = false) {
  v1::RankedProduct product = Ranked(rank, product_id, offered ? 94 : 84);
  Add(product, v1::MATCH_REASON_KIND_LISTED, 0, "catalogue 2021");
  Add(product, v1::MATCH_REASON_KIND_FIELD, 30, "FIELD_INTELLIGENT_TRANSPORT");
  Add(product, v1::MATCH_REASON_KIND_TYPE, 10, "PRODUCT_TYPE_CORE_TECHNOLOGY");
  Add(product, v1::MATCH_REASON_KIND_LEVEL, 10, "LEVEL_DOMESTIC");
  Add(product, v1::MATCH_REASON_KIND_KEYWORDS, 24, "激光雷达、全固态");
  Add(product, v1::MATCH_REASON_KIND_REGION, 10, "110108");
  if (offered) Add(product, v1::MATCH_REASON_KIND_OFFERED, 10, "offer");
  return product;
}

v1::MatchListPublished List(std::uint32_t listed_products_count,
                            const std::vector<v1::RankedProduct>& products) {
  v1::MatchListPublished fact;
  fact.set_match_list_id("ML-1");
  fact.set_demand_id("D-1");
  fact.set_party_id("B-1");
  fact.set_published_date("2021-04-15");
  fact.set_policy_version_id("2020-12-30");
  fact.set_listed_products_count(listed_products_count);
  for (const v1::RankedProduct& product : products) *fact.add_products() = product;
  return fact;
}

const Given& Demanded() {
  static const Given history(Policy(), Registered("E-1"),
                             Registered("B-1", "轨道交通", "91350100M000100Y43"), DemandOf("D-1"));
  return history;
}

Given WithProduct(const Given& history, const std::string& id, const std::string& maker = "E-1") {
  return history.And(Submitted(id, maker), Certified(id, maker, "2021-02-08"),
                     Listed(id, maker, "2021-03-01"));
}

TEST(PublishMatchList, RanksTheCatalogueWithReasons) {
  WithProduct(WithProduct(Demanded(), "P-1"), "P-2")
      .And(Offered("OF-1", "D-1", "P-2"))
      .When(Publish())
      .Then(List(2, {Lidar(1, "P-2", true), Lidar(2, "P-1")}));
}

TEST(PublishMatchList, CountsAnOfferOnlyWhileItStands) {
  WithProduct(Demanded(), "P-1")
      .And(Offered("OF-1", "D-1"), OfferBack("OF-1", "D-1", "2021-04-15"))
      .When(Publish())
      .Then(List(1, {Lidar(1, "P-1")}));
}

TEST(PublishMatchList, LeavesOutWhatIsNotListedThatDay) {
  const Given two = WithProduct(WithProduct(Demanded(), "P-1"), "P-2");
  two.And(Delisted("P-2", "E-1", cv1::DELISTING_KIND_EXPIRED, "2021-04-15"))
      .When(Publish())
      .Then(List(1, {Lidar(1, "P-1")}));
  two.And(Delisted("P-2", "E-1", cv1::DELISTING_KIND_EXPIRED, "2021-04-16"))
      .When(Publish())
      .Then(List(2, {Lidar(1, "P-1"), Lidar(2, "P-2")}));
  // Void from the start, whatever its date.
  two.And(Delisted("P-2", "E-1", cv1::DELISTING_KIND_VOID, "2021-12-31"))
      .When(Publish())
      .Then(List(1, {Lidar(1, "P-1")}));
}

TEST(PublishMatchList, LooksForKeywordsInThePageOfTheDay) {
  const Given product = WithProduct(Demanded(), "P-1");
  const auto points = [&](const Given& history) {
    const auto list = history.When(Publish()).Recorded<v1::MatchListPublished>();
    return list.has_value() ? list->products(0).points() : 0;
  };
  EXPECT_EQ(points(product), 84u);
  EXPECT_EQ(points(product.And(Page("P-1", "2021-04-15", "全固态，无转动部件"))), 90u);
  EXPECT_EQ(points(product.And(Page("P-1", "2021-04-16", "全固态，无转动部件"))), 84u);
}

TEST(PublishMatchList, FindsABranchInTheRegion) {
  v1::DemandPublished demand = DemandOf("D-1");
  demand.mutable_wanted()->set_region_code("350000");
  const Given history =
      WithProduct(Given(Policy(), Registered("E-1"), Registered("B-1"), demand), "P-1");
  const auto has_region = [](const v1::MatchListPublished& list) {
    return std::ranges::any_of(list.products(0).reasons(), [](const auto& reason) {
      return reason.kind() == v1::MATCH_REASON_KIND_REGION;
    });
  };
  EXPECT_FALSE(has_region(*history.When(Publish()).Recorded<v1::MatchListPublished>()));
  EXPECT_TRUE(has_region(
      *history.And(BranchOf("E-1", "E-1-1")).When(Publish()).Recorded<v1::MatchListPublished>()));
}

TEST(PublishMatchList, LeavesOutTheDemandersOwnProducts) {
  WithProduct(WithProduct(Demanded(), "P-1"), "P-2", "B-1")
      .When(Publish())
      .Then(List(1, {Lidar(1, "P-1")}));
}

TEST(PublishMatchList, IsStaleWhenTheDemanderIsAnotherOrHasAMemberThatWasNotRead) {
  Given(DemandOf("D-1", "B-2")).When(Publish()).ThenStale();
  Given(DemandOf("D-1"), BranchOf("B-1", "B-1-1")).When(Publish()).ThenStale();
}

TEST(PublishMatchList, IsRefusedWithoutADemandThatIsOpen) {
  PublishMatchList unknown = Publish();
  unknown.demander = Party("");
  Given(Policy()).When(unknown).ThenRejected(kDemandUnknown);
  Demanded().And(Closed("D-1", "2021-04-14")).When(Publish()).ThenRejected(kDemandClosed);
}

TEST(PublishMatchList, IsRefusedUnderAnIdThatIsInUse) {
  v1::MatchListPublished other;
  other.set_match_list_id("ML-1");
  other.set_demand_id("D-2");
  Demanded().And(other).When(Publish()).ThenRejected(kMatchListAlreadyPublished);
}

TEST(PublishMatchList, IsRefusedWithoutAPolicyInForce) {
  Given(DemandOf("D-1"), Registered("B-1")).When(Publish()).ThenRejected(kPolicyNotInForce);
}

TEST(PublishMatchList, IsRefusedWhenNothingFits) {
  Demanded().When(Publish()).ThenRejected(kProductsNotMatching);
}

}  // namespace
}  // namespace debut::promotion
