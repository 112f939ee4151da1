#pragma once

#include <string>
#include <vector>

#include "debut/insurance/v1/insurance_events.pb.h"

// Facts about insurance, for the histories of tests. Dates are ISO texts, amounts fen.
namespace debut::insurance::testing {

inline constexpr char kInsurerCode[] = "91110108MA01000023";

inline v1::InsurerRegistered Insurer(const std::string& insurer_id = "I-1",
                                     const std::string& credit_code = kInsurerCode) {
  v1::InsurerRegistered fact;
  fact.set_insurer_id(insurer_id);
  fact.set_credit_code(credit_code);
  fact.set_name("中关村财产保险股份有限公司");
  fact.set_registered_date("2019-01-02");
  return fact;
}

// E-1 insured its product P-1 with I-1 for 2021, for a premium of 10,000 yuan.
inline v1::InsurancePolicyBound Bound(const std::string& policy_id,
                                      std::int64_t premium_fen = 1'000'000,
                                      const std::string& enterprise_id = "E-1",
                                      const std::vector<std::string>& product_ids = {"P-1"}) {
  v1::InsurancePolicyBound fact;
  fact.set_policy_id(policy_id);
  fact.set_evidence_key("insurance/" + policy_id);
  fact.set_insurer_id("I-1");
  fact.set_number("保单-" + policy_id);
  fact.set_enterprise_id(enterprise_id);
  for (const std::string& id : product_ids) fact.add_product_ids(id);
  fact.set_from_date("2021-01-01");
  fact.set_to_date("2021-12-31");
  fact.set_premium_fen(premium_fen);
  fact.set_bound_date("2020-12-20");
  return fact;
}

inline v1::PremiumPaid Paid(const std::string& policy_id, const std::string& voucher_number,
                            const std::string& paid_date, std::int64_t amount_fen,
                            const std::string& enterprise_id = "E-1") {
  v1::PremiumPaid fact;
  fact.set_policy_id(policy_id);
  fact.set_voucher_number(voucher_number);
  fact.set_paid_date(paid_date);
  fact.set_limit_year(static_cast<std::uint32_t>(std::stoul(paid_date.substr(0, 4))));
  fact.set_amount_fen(amount_fen);
  fact.set_enterprise_id(enterprise_id);
  return fact;
}

inline v1::PremiumRefunded Refunded(const std::string& policy_id, const std::string& voucher_number,
                                    const std::string& refunded_date, std::int64_t amount_fen,
                                    const std::string& refund_number = "退-1") {
  v1::PremiumRefunded fact;
  fact.set_policy_id(policy_id);
  fact.set_refund_number(refund_number);
  fact.set_voucher_number(voucher_number);
  fact.set_amount_fen(amount_fen);
  fact.set_refunded_date(refunded_date);
  fact.set_enterprise_id("E-1");
  return fact;
}

inline v1::InsurancePolicyCancelled Cancelled(const std::string& policy_id,
                                              const std::string& cancelled_date) {
  v1::InsurancePolicyCancelled fact;
  fact.set_policy_id(policy_id);
  fact.set_cancelled_date(cancelled_date);
  fact.set_grounds("产品停产");
  return fact;
}

inline v1::InsurancePolicyRenewed Renewed(const std::string& policy_id,
                                          const std::string& renewed_by_policy_id) {
  v1::InsurancePolicyRenewed fact;
  fact.set_policy_id(policy_id);
  fact.set_renewed_by_policy_id(renewed_by_policy_id);
  return fact;
}

inline v1::CoverBroken Broken(const std::string& policy_id, const std::string& from_date,
                              const std::string& to_date) {
  v1::CoverBroken fact;
  fact.set_policy_id(policy_id);
  fact.set_from_date(from_date);
  fact.set_to_date(to_date);
  fact.set_grounds("欠缴保费");
  return fact;
}

}  // namespace debut::insurance::testing
