#pragma once

#include <string>

#include "debut/registry/v1/registry_events.pb.h"

// Facts about parties, for the histories of tests. Dates are ISO texts.
namespace debut::registry::testing {

inline v1::EnterpriseRegistered Registered(const std::string& id,
                                           const std::string& name = "北京智行科技有限公司",
                                           const std::string& credit_code = "91110108MA01000010") {
  v1::EnterpriseRegistered fact;
  fact.set_enterprise_id(id);
  fact.set_credit_code(credit_code);
  fact.set_name(name);
  fact.set_kind(v1::PARTY_KIND_ENTERPRISE);
  fact.set_registered_date("2016-03-01");
  return fact;
}

inline v1::BranchRegistered BranchOf(const std::string& legal_person_id,
                                     const std::string& branch_id,
                                     const std::string& credit_code = "91350100M000100Y43") {
  v1::BranchRegistered fact;
  fact.set_branch_id(branch_id);
  fact.set_legal_person_id(legal_person_id);
  fact.set_credit_code(credit_code);
  fact.set_name("北京智行科技有限公司福州分公司");
  fact.set_registered_date("2018-06-01");
  return fact;
}

inline v1::EnterpriseRenamed Renamed(const std::string& id, const std::string& name,
                                     const std::string& effective_date) {
  v1::EnterpriseRenamed fact;
  fact.set_enterprise_id(id);
  fact.set_name(name);
  fact.set_effective_date(effective_date);
  return fact;
}

inline v1::ZoneRegistrationRecorded InZone(const std::string& id, const std::string& from_date,
                                           const std::string& to_date = "") {
  v1::ZoneRegistrationRecorded fact;
  fact.set_enterprise_id(id);
  fact.set_from_date(from_date);
  fact.set_to_date(to_date);
  return fact;
}

inline v1::SmeStatusRecorded Sme(const std::string& id, const std::string& from_date,
                                 bool is_sme = true) {
  v1::SmeStatusRecorded fact;
  fact.set_enterprise_id(id);
  fact.set_is_sme(is_sme);
  fact.set_from_date(from_date);
  fact.set_document("中小企业声明函");
  return fact;
}

inline v1::EnterprisesMerged Merged(const std::string& predecessor_id,
                                    const std::string& successor_id,
                                    const std::string& effective_date) {
  v1::EnterprisesMerged fact;
  fact.set_predecessor_id(predecessor_id);
  fact.set_successor_id(successor_id);
  fact.set_effective_date(effective_date);
  fact.set_document("合并协议");
  return fact;
}

inline v1::RelatedPartyDeclared Related(const std::string& id, const std::string& related_id,
                                        const std::string& from_date,
                                        v1::RelationKind kind = v1::RELATION_KIND_SHAREHOLDING) {
  v1::RelatedPartyDeclared fact;
  fact.set_enterprise_id(id);
  fact.set_related_id(related_id);
  fact.set_kind(kind);
  fact.set_from_date(from_date);
  return fact;
}

inline v1::RelatedPartyEnded RelationEnded(const std::string& id, const std::string& related_id,
                                           const std::string& to_date) {
  v1::RelatedPartyEnded fact;
  fact.set_enterprise_id(id);
  fact.set_related_id(related_id);
  fact.set_to_date(to_date);
  return fact;
}

inline v1::BanImposed Banned(const std::string& id, const std::string& ban_id,
                             const std::string& from_date, const std::string& to_date) {
  v1::BanImposed fact;
  fact.set_ban_id(ban_id);
  fact.set_enterprise_id(id);
  fact.set_from_date(from_date);
  fact.set_to_date(to_date);
  fact.set_document("京财罚〔2020〕7号");
  fact.set_reason("提供虚假材料");
  return fact;
}

inline v1::BanLifted Lifted(const std::string& id, const std::string& ban_id,
                            const std::string& lifted_date) {
  v1::BanLifted fact;
  fact.set_ban_id(ban_id);
  fact.set_enterprise_id(id);
  fact.set_lifted_date(lifted_date);
  fact.set_document("撤销决定");
  return fact;
}

}  // namespace debut::registry::testing
