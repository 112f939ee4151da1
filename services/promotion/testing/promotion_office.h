#pragma once

#include <string>

#include "debut/policy/v1/policy_events.pb.h"
#include "debut/promotion/v1/promotion_service.grpc.pb.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/market/testing/market_facts.h"
#include "domain/promotion/testing/promotion_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "services/promotion/promotion_service.h"
#include "tests/support/service_in_process.h"

namespace debut::promotion::testing {

inline policy::v1::PolicyAdopted Policy() {
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

// The service on 2021-06-30 in Shanghai. E-1 makes the listed products P-1 and P-2; B-1, with a
// branch, has demands; G-1 governs Baoding.
class PromotionOffice : public test::ServiceTest<v1::PromotionService> {
 protected:
  PromotionOffice() : ServiceTest(MakePromotionService, absl::FromUnixSeconds(1'624'982'400)) {
    using namespace registry::testing;       // NOLINT
    using namespace certification::testing;  // NOLINT
    Given(Policy(), Registered("E-1"), Registered("B-1", "轨道交通", "91350100M000100Y43"),
          BranchOf("B-1", "B-1-1"), Registered("G-1", "保定市人民政府", "11130600MB1234567K"),
          Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2021-02-08"),
          Listed("P-1", "E-1", "2021-03-01"), Submitted("P-2", "E-1"),
          Certified("P-2", "E-1", "2021-02-08"), Listed("P-2", "E-1", "2021-03-01"));
  }

  static v1::PublishDemandRequest Demand(const std::string& demand_id) {
    const v1::DemandPublished demand = DemandOf(demand_id);
    v1::PublishDemandRequest request;
    request.set_demand_id(demand_id);
    request.set_party_id(demand.party_id());
    request.set_kind(demand.kind());
    request.set_project_name(demand.project_name());
    request.set_description(demand.description());
    *request.mutable_wanted() = demand.wanted();
    request.set_budget_fen(demand.budget_fen());
    request.set_published_date(demand.published_date());
    request.set_closes_date(demand.closes_date());
    return request;
  }

  static v1::OfferProductRequest Offer(const std::string& demand_id,
                                       const std::string& product_id) {
    v1::OfferProductRequest request;
    request.set_demand_id(demand_id);
    request.set_product_id(product_id);
    return request;
  }

  static v1::PublishMatchListRequest Matches(const std::string& match_list_id,
                                             const std::string& demand_id) {
    v1::PublishMatchListRequest request;
    request.set_match_list_id(match_list_id);
    request.set_demand_id(demand_id);
    return request;
  }

  static v1::HoldActivityRequest Activity(const std::string& activity_id) {
    v1::HoldActivityRequest request;
    request.set_activity_id(activity_id);
    request.set_cooperation_id("CO-1");
    request.set_title("首创产品走进保定");
    request.set_place("保定");
    request.add_product_ids("P-1");
    request.set_document("活动总结");
    return request;
  }

  static v1::SignCooperationRequest Cooperation() {
    v1::SignCooperationRequest request;
    request.set_cooperation_id("CO-1");
    request.set_partner_id("G-1");
    request.set_region_code("130600");
    request.set_title("合作协议");
    request.set_signed_date("2021-03-15");
    request.set_document("协议文本");
    return request;
  }

  static v1::RecordExhibitPageRequest PageOf(const std::string& product_id) {
    v1::RecordExhibitPageRequest request;
    request.set_product_id(product_id);
    request.set_title("看得更远");
    request.set_text("无机械转动部件。");
    v1::MediaLink& link = *request.add_media_links();
    link.set_kind(v1::MEDIA_KIND_IMAGE);
    link.set_url("https://example.cn/1.png");
    return request;
  }

  static v1::RecordOutcomeRequest OutcomeOf(const std::string& contract_id,
                                            const std::string& demand_id) {
    v1::RecordOutcomeRequest request;
    request.set_contract_id(contract_id);
    request.set_product_id("P-1");
    request.set_demand_id(demand_id);
    return request;
  }
};

}  // namespace debut::promotion::testing
