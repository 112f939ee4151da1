#pragma once

#include <string>

#include "debut/certification/v1/certification_events.pb.h"

// Facts about products, for the histories of tests. Dates are ISO texts.
namespace debut::certification::testing {

// Of the family that is named like the product.
inline v1::ProductSubmitted Submitted(const std::string& product_id,
                                      const std::string& enterprise_id,
                                      const std::string& accepted_date = "2020-09-25") {
  v1::ProductSubmitted fact;
  fact.set_product_id(product_id);
  fact.set_family_id(product_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_name("车规级固态激光雷达");
  fact.set_type(v1::PRODUCT_TYPE_CORE_TECHNOLOGY);
  fact.set_field(v1::FIELD_INTELLIGENT_TRANSPORT);
  fact.set_claimed_level(v1::LEVEL_DOMESTIC);
  fact.set_research_completed_date("2019-12-20");
  fact.set_accepted_date(accepted_date);
  fact.add_ip_rights("发明专利 ZL201910000001.1");
  return fact;
}

inline v1::TestReportFiled Tested(const std::string& product_id,
                                  const std::string& report_number = "国检（2020）第0156号",
                                  bool passed = true) {
  v1::TestReportFiled fact;
  fact.set_product_id(product_id);
  fact.set_report_number(report_number);
  fact.set_laboratory("国家机动车质量监督检验中心（北京）");
  fact.set_issued_date("2020-10-12");
  fact.set_passed(passed);
  fact.set_laboratory_id("L-1");
  return fact;
}

inline v1::EvidenceFiled EvidenceOf(const std::string& product_id, v1::EvidenceKind kind,
                                    const std::string& issued_date = "2020-10-12") {
  v1::EvidenceFiled fact;
  fact.set_product_id(product_id);
  fact.set_kind(kind);
  fact.set_document("科技查新报告");
  fact.set_issued_date(issued_date);
  return fact;
}

inline v1::LaboratoryRegistered LaboratoryRegistered(const std::string& laboratory_id) {
  v1::LaboratoryRegistered fact;
  fact.set_laboratory_id(laboratory_id);
  fact.set_registered_date("2018-01-02");
  fact.set_document("检测机构名录");
  return fact;
}

// In the field of Submitted() above.
inline v1::LaboratoryAccredited Accredited(const std::string& laboratory_id,
                                           const std::string& from_date = "2018-01-02",
                                           const std::string& to_date = "2023-12-31") {
  v1::LaboratoryAccredited fact;
  fact.set_laboratory_id(laboratory_id);
  fact.set_accreditation_number("CMA-1");
  fact.add_fields(v1::FIELD_INTELLIGENT_TRANSPORT);
  fact.set_from_date(from_date);
  fact.set_to_date(to_date);
  return fact;
}

inline v1::LaboratorySuspended Suspended(const std::string& laboratory_id,
                                         const std::string& from_date) {
  v1::LaboratorySuspended fact;
  fact.set_laboratory_id(laboratory_id);
  fact.set_from_date(from_date);
  fact.set_document("暂停通知");
  fact.set_grounds("出具不实报告");
  return fact;
}

inline v1::LaboratorySuspensionLifted SuspensionLifted(const std::string& laboratory_id,
                                                       const std::string& lifted_date) {
  v1::LaboratorySuspensionLifted fact;
  fact.set_laboratory_id(laboratory_id);
  fact.set_lifted_date(lifted_date);
  fact.set_document("恢复通知");
  return fact;
}

inline v1::ExpertInterestDeclared InterestDeclared(const std::string& expert_id,
                                                   const std::string& party_id,
                                                   const std::string& from_date) {
  v1::ExpertInterestDeclared fact;
  fact.set_expert_id(expert_id);
  fact.set_party_id(party_id);
  fact.set_kind(v1::INTEREST_KIND_SHAREHOLDING);
  fact.set_from_date(from_date);
  fact.set_document("利益申报表");
  return fact;
}

inline v1::ExpertInterestEnded InterestEnded(const std::string& expert_id,
                                             const std::string& party_id,
                                             const std::string& to_date) {
  v1::ExpertInterestEnded fact;
  fact.set_expert_id(expert_id);
  fact.set_party_id(party_id);
  fact.set_to_date(to_date);
  return fact;
}

inline v1::ReassessmentOpened Reopened(const std::string& reassessment_id,
                                       const std::string& product_id,
                                       const std::string& opened_date = "2021-04-12") {
  v1::ReassessmentOpened fact;
  fact.set_reassessment_id(reassessment_id);
  fact.set_product_id(product_id);
  fact.set_claimed_level(v1::LEVEL_INTERNATIONAL);
  fact.set_opened_date(opened_date);
  fact.set_document("复评申请");
  return fact;
}

inline v1::ReassessmentClosed Reclosed(const std::string& reassessment_id,
                                       const std::string& product_id,
                                       const std::string& closed_date) {
  v1::ReassessmentClosed fact;
  fact.set_reassessment_id(reassessment_id);
  fact.set_product_id(product_id);
  fact.set_closed_date(closed_date);
  fact.set_grounds("维持原级别");
  return fact;
}

inline v1::ExpertAssigned Assigned(const std::string& product_id, const std::string& expert_id,
                                   const std::string& employer_id = "") {
  v1::ExpertAssigned fact;
  fact.set_product_id(product_id);
  fact.set_expert_id(expert_id);
  fact.set_employer_id(employer_id);
  fact.set_assigned_date("2020-10-09");
  return fact;
}

inline v1::ExpertRecused Recused(const std::string& product_id, const std::string& expert_id) {
  v1::ExpertRecused fact;
  fact.set_product_id(product_id);
  fact.set_expert_id(expert_id);
  fact.set_reason("与申报单位有合作关系");
  return fact;
}

inline v1::ExpertScoreSubmitted Scored(const std::string& product_id, const std::string& expert_id,
                                       std::uint32_t score, v1::Level level = v1::LEVEL_DOMESTIC) {
  v1::ExpertScoreSubmitted fact;
  fact.set_product_id(product_id);
  fact.set_expert_id(expert_id);
  fact.set_score(score);
  fact.set_level(level);
  fact.set_opinion("技术路线为国内首次实现");
  return fact;
}

// As Submitted() above.
inline v1::ProductCertified Certified(const std::string& product_id,
                                      const std::string& enterprise_id,
                                      const std::string& certified_date = "2020-10-20",
                                      v1::Level level = v1::LEVEL_DOMESTIC) {
  v1::ProductCertified fact;
  fact.set_product_id(product_id);
  fact.set_family_id(product_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_level(level);
  fact.set_type(v1::PRODUCT_TYPE_CORE_TECHNOLOGY);
  fact.set_field(v1::FIELD_INTELLIGENT_TRANSPORT);
  fact.set_certificate_number("首创-" + product_id);
  fact.set_certified_date(certified_date);
  fact.set_name("车规级固态激光雷达");
  return fact;
}

inline v1::ProductRefused Refused(const std::string& product_id, const std::string& enterprise_id,
                                  const std::string& refused_date = "2020-10-20") {
  v1::ProductRefused fact;
  fact.set_product_id(product_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_refused_date(refused_date);
  fact.set_grounds("国内已有同类产品");
  return fact;
}

inline v1::ProductLevelChanged LevelChanged(const std::string& product_id, v1::Level level,
                                            const std::string& effective_date,
                                            const std::string& reassessment_id = "RA-1") {
  v1::ProductLevelChanged fact;
  fact.set_product_id(product_id);
  fact.set_family_id(product_id);
  fact.set_level(level);
  fact.set_effective_date(effective_date);
  fact.set_document("复评意见");
  fact.set_reassessment_id(reassessment_id);
  return fact;
}

inline v1::CatalogueEditionPublished EditionPublished(std::uint32_t year,
                                                      const std::string& published_date,
                                                      std::uint32_t products_count,
                                                      std::uint32_t additions_count,
                                                      std::uint32_t removals_count = 0) {
  v1::CatalogueEditionPublished fact;
  fact.set_edition_id(std::to_string(year));
  fact.set_year(year);
  fact.set_published_date(published_date);
  fact.set_document("中关村首创产品推广应用指导目录");
  fact.set_products_count(products_count);
  fact.set_additions_count(additions_count);
  fact.set_removals_count(removals_count);
  return fact;
}

// As Certified() above.
inline v1::ProductListed Listed(const std::string& product_id, const std::string& enterprise_id,
                                const std::string& listed_date = "2020-12-30",
                                v1::Level level = v1::LEVEL_DOMESTIC) {
  v1::ProductListed fact;
  fact.set_edition_id(listed_date.substr(0, 4));
  fact.set_product_id(product_id);
  fact.set_family_id(product_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_level(level);
  fact.set_type(v1::PRODUCT_TYPE_CORE_TECHNOLOGY);
  fact.set_field(v1::FIELD_INTELLIGENT_TRANSPORT);
  fact.set_name("车规级固态激光雷达");
  fact.set_listed_date(listed_date);
  return fact;
}

inline v1::ProductDelisted Delisted(const std::string& product_id, const std::string& enterprise_id,
                                    v1::DelistingKind kind, const std::string& effective_date) {
  v1::ProductDelisted fact;
  fact.set_product_id(product_id);
  fact.set_family_id(product_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_kind(kind);
  fact.set_effective_date(effective_date);
  fact.set_document("目录调整通知");
  fact.set_grounds("年度调整");
  return fact;
}

}  // namespace debut::certification::testing
