#pragma once

#include <string>

#include "debut/standards/v1/standards_events.pb.h"
#include "domain/standards/standard_number.h"

// Facts about standards, for the histories of tests. Dates are ISO texts. One story: E-1 proposes
// the national standard S-1 for the product P-1 on 2020-09-01; it is approved on 2020-10-12, and
// drafted, with E-1 as the lead, on 2021-01-15; it is published on 2021-03-09.
namespace debut::standards::testing {

inline v1::StandardProposed Proposed(const std::string& standard_id = "S-1",
                                     v1::Tier tier = v1::TIER_NATIONAL,
                                     const std::string& series_id = "") {
  v1::StandardProposed fact;
  fact.set_standard_id(standard_id);
  fact.set_title("车载激光雷达性能要求及试验方法");
  fact.set_tier(tier);
  fact.set_proposer_id("E-1");
  fact.set_series_id(series_id);
  fact.add_product_ids("P-1");
  fact.set_proposed_date("2020-09-01");
  return fact;
}

inline v1::StandardApproved Approved(const std::string& standard_id = "S-1") {
  v1::StandardApproved fact;
  fact.set_standard_id(standard_id);
  fact.set_plan_number("20204567-T-339");
  fact.set_approved_date("2020-10-12");
  fact.set_document("国家标准制修订计划");
  return fact;
}

inline v1::DrafterNamed DrafterNamed(const std::string& enterprise_id = "E-1",
                                     v1::DrafterRole role = v1::DRAFTER_ROLE_LEAD,
                                     std::uint32_t rank = 1,
                                     const std::string& standard_id = "S-1") {
  v1::DrafterNamed fact;
  fact.set_standard_id(standard_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_role(role);
  fact.set_rank(rank);
  fact.set_named_date("2020-11-02");
  return fact;
}

inline v1::DrafterRemoved DrafterRemoved(const std::string& enterprise_id = "E-1") {
  v1::DrafterRemoved fact;
  fact.set_standard_id("S-1");
  fact.set_enterprise_id(enterprise_id);
  fact.set_removed_date("2020-12-01");
  fact.set_grounds("退出起草组");
  return fact;
}

inline v1::StandardDrafted Drafted(const std::string& standard_id = "S-1") {
  v1::StandardDrafted fact;
  fact.set_standard_id(standard_id);
  fact.set_drafted_date("2021-01-15");
  fact.set_document("报批稿");
  return fact;
}

inline v1::StandardPublished Published(const std::string& standard_id = "S-1",
                                       const std::string& number = "GB/T 40429-2021",
                                       const std::string& published_date = "2021-03-09") {
  v1::StandardPublished fact;
  fact.set_standard_id(standard_id);
  fact.set_number(number);
  fact.set_number_key(NumberKey(number));
  fact.set_publisher("国家标准化管理委员会");
  fact.set_published_date(published_date);
  return fact;
}

inline v1::StandardRevised Revised(const std::string& number = "GB/T 40429-2024",
                                   const std::string& standard_id = "S-1") {
  v1::StandardRevised fact;
  fact.set_standard_id(standard_id);
  fact.set_number(number);
  fact.set_number_key(NumberKey(number));
  fact.set_revised_date("2024-05-06");
  fact.set_document("修订公告");
  return fact;
}

inline v1::StandardWithdrawn Withdrawn(const std::string& date,
                                       const std::string& standard_id = "S-1") {
  v1::StandardWithdrawn fact;
  fact.set_standard_id(standard_id);
  fact.set_withdrawn_date(date);
  fact.set_grounds("废止");
  return fact;
}

inline v1::ProductCovered Covered(const std::string& product_id,
                                  const std::string& standard_id = "S-1") {
  v1::ProductCovered fact;
  fact.set_standard_id(standard_id);
  fact.set_product_id(product_id);
  fact.set_covered_date("2021-02-01");
  return fact;
}

inline v1::StandardPromoted Promoted(const std::string& activity_id = "A-1") {
  v1::StandardPromoted fact;
  fact.set_standard_id("S-1");
  fact.set_activity_id(activity_id);
  fact.set_organiser_id("E-1");
  fact.set_held_date("2021-04-20");
  fact.set_place("北京");
  fact.set_participants_count(120);
  fact.set_document("宣贯会通知");
  return fact;
}

}  // namespace debut::standards::testing
