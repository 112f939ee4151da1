#pragma once

#include <string>
#include <vector>

#include "debut/promotion/v1/promotion_events.pb.h"

// Facts about promotion, for the histories of tests. Dates are ISO texts.
namespace debut::promotion::testing {

// B-1 looks for a lidar for the intelligent transport of Haidian, 2021-04-01 to 2021-06-30.
inline v1::DemandPublished DemandOf(const std::string& demand_id,
                                    const std::string& party_id = "B-1") {
  v1::DemandPublished fact;
  fact.set_demand_id(demand_id);
  fact.set_party_id(party_id);
  fact.set_kind(v1::DEMAND_KIND_KEY_CONSTRUCTION);
  fact.set_project_name("轨道交通十九号线");
  fact.set_description("车辆段自动驾驶所需的感知设备");
  v1::WantedProperties& wanted = *fact.mutable_wanted();
  wanted.add_fields(certification::v1::FIELD_INTELLIGENT_TRANSPORT);
  wanted.add_types(certification::v1::PRODUCT_TYPE_CORE_TECHNOLOGY);
  wanted.set_level(certification::v1::LEVEL_DOMESTIC);
  wanted.add_keywords("激光雷达");
  wanted.add_keywords("全固态");
  wanted.set_region_code("110108");
  fact.set_budget_fen(500'000'000);
  fact.set_published_date("2021-04-01");
  fact.set_closes_date("2021-06-30");
  return fact;
}

inline v1::DemandClosed Closed(const std::string& demand_id, const std::string& date) {
  v1::DemandClosed fact;
  fact.set_demand_id(demand_id);
  fact.set_closed_date(date);
  fact.set_grounds("已签约");
  return fact;
}

inline v1::DemandWithdrawn Withdrawn(const std::string& demand_id, const std::string& date) {
  v1::DemandWithdrawn fact;
  fact.set_demand_id(demand_id);
  fact.set_withdrawn_date(date);
  fact.set_grounds("项目取消");
  return fact;
}

// By E-1, on 2021-04-12.
inline v1::ProductOffered Offered(const std::string& offer_id, const std::string& demand_id,
                                  const std::string& product_id = "P-1") {
  v1::ProductOffered fact;
  fact.set_offer_id(offer_id);
  fact.set_demand_id(demand_id);
  fact.set_product_id(product_id);
  fact.set_enterprise_id("E-1");
  fact.set_price_fen(480'000'000);
  fact.set_offered_date("2021-04-12");
  fact.set_text("含安装调试");
  return fact;
}

inline v1::OfferWithdrawn OfferBack(const std::string& offer_id, const std::string& demand_id,
                                    const std::string& date) {
  v1::OfferWithdrawn fact;
  fact.set_offer_id(offer_id);
  fact.set_demand_id(demand_id);
  fact.set_withdrawn_date(date);
  fact.set_grounds("产能不足");
  return fact;
}

inline v1::MeetingHeld Met(const std::string& meeting_id, const std::string& demand_id,
                           const std::string& held_date = "2021-04-20") {
  v1::MeetingHeld fact;
  fact.set_meeting_id(meeting_id);
  fact.set_demand_id(demand_id);
  fact.add_product_ids("P-1");
  fact.add_enterprise_ids("E-1");
  fact.set_held_date(held_date);
  fact.set_place("中关村展示中心");
  fact.set_document("会议纪要");
  return fact;
}

inline v1::LaunchHeld Launched(const std::string& launch_id, const std::string& product_id,
                               const std::string& held_date = "2021-04-08") {
  v1::LaunchHeld fact;
  fact.set_launch_id(launch_id);
  fact.set_product_id(product_id);
  fact.set_enterprise_id("E-1");
  fact.set_held_date(held_date);
  fact.set_title("固态激光雷达首发");
  fact.set_place("中关村展示中心");
  fact.set_document("活动方案");
  return fact;
}

// With G-1, of Baoding, from 2021-03-15 to 2023-03-14.
inline v1::CooperationSigned Agreed(const std::string& cooperation_id) {
  v1::CooperationSigned fact;
  fact.set_cooperation_id(cooperation_id);
  fact.set_partner_id("G-1");
  fact.set_region_code("130600");
  fact.set_title("首创产品推广应用合作协议");
  fact.set_signed_date("2021-03-15");
  fact.set_ends_date("2023-03-14");
  fact.set_document("协议文本");
  return fact;
}

inline v1::CooperationEnded Ended(const std::string& cooperation_id, const std::string& date) {
  v1::CooperationEnded fact;
  fact.set_cooperation_id(cooperation_id);
  fact.set_ended_date(date);
  fact.set_grounds("双方协商");
  return fact;
}

inline v1::CooperationActivityHeld Shown(const std::string& activity_id,
                                         const std::string& cooperation_id,
                                         const std::string& held_date = "2021-05-10") {
  v1::CooperationActivityHeld fact;
  fact.set_activity_id(activity_id);
  fact.set_cooperation_id(cooperation_id);
  fact.set_title("首创产品走进保定");
  fact.set_held_date(held_date);
  fact.set_place("保定·中关村创新中心");
  fact.add_product_ids("P-1");
  fact.set_document("活动总结");
  return fact;
}

inline v1::ExhibitPageRecorded Page(const std::string& product_id, const std::string& recorded_date,
                                    const std::string& text = "探测距离二百米，无机械转动部件。") {
  v1::ExhibitPageRecorded fact;
  fact.set_product_id(product_id);
  fact.set_enterprise_id("E-1");
  fact.set_title("看得更远");
  fact.set_text(text);
  v1::MediaLink& link = *fact.add_media_links();
  link.set_kind(v1::MEDIA_KIND_VIDEO);
  link.set_url("https://example.cn/lidar.mp4");
  link.set_title("路测");
  fact.set_recorded_date(recorded_date);
  return fact;
}

// Contract C-1 of E-1 with B-1, signed on 2021-05-20, because of demand D-1.
inline v1::OutcomeRecorded Led(const std::string& outcome_id,
                               const std::string& contract_id = "C-1") {
  v1::OutcomeRecorded fact;
  fact.set_outcome_id(outcome_id);
  fact.set_contract_id(contract_id);
  fact.set_product_id("P-1");
  fact.set_seller_id("E-1");
  fact.set_buyer_id("B-1");
  fact.set_amount_fen(10'000);
  fact.set_signed_date("2021-05-20");
  fact.set_recorded_date("2021-06-01");
  fact.set_demand_id("D-1");
  return fact;
}

inline v1::OutcomeWithdrawn OutcomeBack(const std::string& outcome_id, const std::string& date,
                                        const std::string& contract_id = "C-1") {
  v1::OutcomeWithdrawn fact;
  fact.set_outcome_id(outcome_id);
  fact.set_contract_id(contract_id);
  fact.set_withdrawn_date(date);
  fact.set_grounds("登记有误");
  return fact;
}

}  // namespace debut::promotion::testing
