#include "domain/insurance/insurance_policy_file.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/typed_text.h"
#include "debut/insurance/v1/insurance_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::insurance {

using base::NormaliseNumber;
using decision::On;
using decision::RecordedDate;
using money::Fen;

eventstore::Query InsurancePolicyFile::Selects() const {
  if (policy_id.empty()) return {};
  return {
      {{.types =
            decision::TypesOf<v1::InsurancePolicyBound, v1::InsurancePolicyRenewed, v1::CoverBroken,
                              v1::PremiumPaid, v1::PremiumRefunded, v1::InsurancePolicyCancelled>(),
        .tags = {decision::Tag("insurance_policy", policy_id)}}}};
}

void InsurancePolicyFile::Apply(const eventstore::SequencedEvent& event) {
  if (policy_id.empty()) return;
  ApplyCover(event);
  ApplyPremium(event);
}

void InsurancePolicyFile::ApplyCover(const eventstore::SequencedEvent& event) {
  On<v1::InsurancePolicyBound>(event, [&](const v1::InsurancePolicyBound& fact) {
    bound = true;
    evidence_key = fact.evidence_key();
    insurer_id = fact.insurer_id();
    number = fact.number();
    enterprise_id = fact.enterprise_id();
    product_ids.assign(fact.product_ids().begin(), fact.product_ids().end());
    from = RecordedDate(fact.from_date());
    to = RecordedDate(fact.to_date());
    premium = Fen(fact.premium_fen());
  });
  On<v1::InsurancePolicyRenewed>(event, [&](const v1::InsurancePolicyRenewed& fact) {
    if (fact.renewed_by_policy_id() == policy_id) {
      renews_policy_id = fact.policy_id();
      return;
    }
    renewed_by_policy_id = fact.renewed_by_policy_id();
    if (fact.break_from_date().empty()) return;
    cover_breaks.push_back(
        {RecordedDate(fact.break_from_date()), RecordedDate(fact.break_to_date()), ""});
  });
  On<v1::CoverBroken>(event, [&](const v1::CoverBroken& fact) {
    cover_breaks.push_back(
        {RecordedDate(fact.from_date()), RecordedDate(fact.to_date()), fact.grounds()});
  });
  On<v1::InsurancePolicyCancelled>(
      event, [&](const auto& fact) { cancelled_date = RecordedDate(fact.cancelled_date()); });
}

void InsurancePolicyFile::ApplyPremium(const eventstore::SequencedEvent& event) {
  On<v1::PremiumPaid>(event, [&](const v1::PremiumPaid& fact) {
    instalments[NormaliseNumber(fact.voucher_number())] = {
        .voucher_number = fact.voucher_number(),
        .paid_date = RecordedDate(fact.paid_date()),
        .limit_year = fact.limit_year(),
        .paid = Fen(fact.amount_fen()),
        .refunded = Fen(),
        .positions = {event.position}};
  });
  On<v1::PremiumRefunded>(event, [&](const v1::PremiumRefunded& fact) {
    const std::string voucher = NormaliseNumber(fact.voucher_number());
    refunds[NormaliseNumber(fact.refund_number())] = {voucher, RecordedDate(fact.refunded_date()),
                                                      Fen(fact.amount_fen())};
    const auto instalment = instalments.find(voucher);
    ENSURE(instalment != instalments.end(), "a refund of a premium that was never paid");
    instalment->second.refunded += Fen(fact.amount_fen());
    instalment->second.positions.push_back(event.position);
  });
}

absl::CivilDay InsurancePolicyFile::CoverEnds() const {
  return cancelled_date.has_value() ? std::min(*cancelled_date, to) : to;
}

Fen InsurancePolicyFile::Paid() const {
  Fen sum;
  for (const auto& [voucher, instalment] : instalments) sum += instalment.paid;
  return sum;
}

Fen InsurancePolicyFile::Refunded() const {
  Fen sum;
  for (const auto& [voucher, instalment] : instalments) sum += instalment.refunded;
  return sum;
}

eventstore::Query InsurancePolicyKeyHolder::Selects() const {
  if (evidence_key.empty()) return {};
  return {{{.types = decision::TypesOf<v1::InsurancePolicyBound>(),
            .tags = {decision::Tag("insurance_policy_key", evidence_key)}}}};
}

void InsurancePolicyKeyHolder::Apply(const eventstore::SequencedEvent& event) {
  On<v1::InsurancePolicyBound>(event, [&](const auto& fact) { policy_id = fact.policy_id(); });
}

}  // namespace debut::insurance
