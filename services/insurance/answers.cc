#include "services/insurance/answers.h"

#include "calendar/date.h"

namespace debut::insurance {

using calendar::FormatDate;

v1::InsurancePolicy InsurancePolicyOf(const InsurancePolicyFile& file) {
  v1::InsurancePolicy policy;
  policy.set_policy_id(file.policy_id);
  policy.set_insurer_id(file.insurer_id);
  policy.set_number(file.number);
  policy.set_enterprise_id(file.enterprise_id);
  for (const std::string& id : file.product_ids) policy.add_product_ids(id);
  policy.set_from_date(FormatDate(file.from));
  policy.set_to_date(FormatDate(file.to));
  policy.set_premium_fen(file.premium.count);
  if (file.cancelled_date) policy.set_cancelled_date(FormatDate(*file.cancelled_date));
  policy.set_renews_policy_id(file.renews_policy_id);
  policy.set_renewed_by_policy_id(file.renewed_by_policy_id);
  for (const auto& [voucher, instalment] : file.instalments) {
    v1::PremiumInstalment& added = *policy.add_instalments();
    added.set_voucher_number(instalment.voucher_number);
    added.set_paid_date(FormatDate(instalment.paid_date));
    added.set_limit_year(instalment.limit_year);
    added.set_paid_fen(instalment.paid.count);
    added.set_refunded_fen(instalment.refunded.count);
  }
  policy.set_paid_fen(file.Paid().count);
  policy.set_refunded_fen(file.Refunded().count);
  for (const CoverBreak& broken : file.cover_breaks) {
    v1::CoverBreak& added = *policy.add_cover_breaks();
    added.set_from_date(FormatDate(broken.from));
    added.set_to_date(FormatDate(broken.to));
    added.set_grounds(broken.grounds);
  }
  return policy;
}

v1::PolicyPremium PremiumOf(const InsurancePolicyFile& file, std::uint32_t limit_year) {
  money::Fen paid;
  money::Fen refunded;
  for (const auto& [voucher, instalment] : file.instalments) {
    if (instalment.limit_year != limit_year) continue;
    paid += instalment.paid;
    refunded += instalment.refunded;
  }
  v1::PolicyPremium premium;
  premium.set_policy_id(file.policy_id);
  premium.set_paid_fen(paid.count);
  premium.set_refunded_fen(refunded.count);
  return premium;
}

}  // namespace debut::insurance
