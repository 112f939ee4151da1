#pragma once

#include <string>

#include "debut/exchange/v1/exchange_events.pb.h"
#include "decision/fact_codec.h"
#include "domain/exchange/expense_file.h"

// Facts about exchange, for the histories of tests. Dates are ISO texts, amounts fen or cents. One
// story: E-1 shows its product P-1 at the exhibition X-1 in Munich, 5 to 8 October 2021; on
// 2021-09-10 it paid 10,000.01 euros for its booth, at 7.5432 yuan a euro 75,432.07 yuan.
namespace debut::exchange::testing {

inline v1::ExchangeEventPlanned Planned(const std::string& event_id = "X-1",
                                        v1::EventKind kind = v1::EVENT_KIND_EXHIBITION_ABROAD) {
  v1::ExchangeEventPlanned fact;
  fact.set_event_id(event_id);
  fact.set_kind(kind);
  fact.set_name("慕尼黑国际激光展");
  fact.set_country("DE");
  fact.set_city("Munich");
  fact.set_begins_date("2021-10-05");
  fact.set_ends_date("2021-10-08");
  fact.set_document("重要境外展会目录（2021年）");
  return fact;
}

inline v1::ExchangeEventCancelled Cancelled(const std::string& date) {
  v1::ExchangeEventCancelled fact;
  fact.set_event_id("X-1");
  fact.set_cancelled_date(date);
  fact.set_grounds("疫情");
  return fact;
}

inline v1::EnterpriseParticipated Participated(
    const std::string& enterprise_id = "E-1",
    v1::ParticipantRole role = v1::PARTICIPANT_ROLE_EXHIBITOR,
    const std::string& product_id = "P-1") {
  v1::EnterpriseParticipated fact;
  fact.set_event_id("X-1");
  fact.set_enterprise_id(enterprise_id);
  fact.set_role(role);
  fact.add_product_ids(product_id);
  fact.set_registered_date("2021-06-01");
  return fact;
}

// The story's terms; another category has another voucher.
inline ExpenseTerms BoothTerms(const std::string& enterprise_id = "E-1",
                               v1::ExpenseCategory category = v1::EXPENSE_CATEGORY_BOOTH) {
  return {.event_id = "X-1",
          .enterprise_id = enterprise_id,
          .category = category,
          .issuer = "Messe München GmbH",
          .voucher_number = "R-" + std::to_string(2021000 + static_cast<int>(category)),
          .voucher_line = 1,
          .paid_date = absl::CivilDay(2021, 9, 10),
          .currency = "EUR",
          .amount_minor = 1'000'001,
          .conversion = Conversion{.rate = money::Ratio(75'432, 10'000),
                                   .source = "中国银行外汇牌价",
                                   .rate_date = absl::CivilDay(2021, 9, 10)}};
}

inline v1::ExpensePaid Paid(const std::string& expense_id = "X-1-1",
                            const ExpenseTerms& terms = BoothTerms()) {
  v1::ExpensePaid fact;
  fact.set_expense_id(expense_id);
  fact.set_event_id(terms.event_id);
  fact.set_enterprise_id(terms.enterprise_id);
  fact.set_category(terms.category);
  fact.set_issuer(terms.issuer);
  fact.set_voucher_number(terms.voucher_number);
  fact.set_voucher_line(terms.voucher_line);
  fact.set_evidence_key(ExpenseKey(terms));
  fact.set_paid_date("2021-09-10");
  fact.set_currency(terms.currency);
  fact.set_amount_minor(terms.amount_minor);
  fact.mutable_conversion()->set_numerator(terms.conversion->rate.num());
  fact.mutable_conversion()->set_denominator(terms.conversion->rate.den());
  fact.mutable_conversion()->set_source(terms.conversion->source);
  fact.mutable_conversion()->set_rate_date("2021-09-10");
  fact.set_amount_fen(terms.Amount().count);
  return fact;
}

inline v1::ExpenseApproved Approved(std::int64_t approved_fen, const std::string& reason = "",
                                    const std::string& expense_id = "X-1-1") {
  v1::ExpenseApproved fact;
  fact.set_expense_id(expense_id);
  fact.set_event_id("X-1");
  fact.set_approved_fen(approved_fen);
  fact.set_reason(reason);
  fact.set_approved_date("2021-11-01");
  return fact;
}

inline v1::ExpenseVoided Voided(const std::string& expense_id = "X-1-1",
                                const ExpenseTerms& terms = BoothTerms()) {
  v1::ExpenseVoided fact;
  fact.set_expense_id(expense_id);
  fact.set_event_id(terms.event_id);
  fact.set_enterprise_id(terms.enterprise_id);
  fact.set_evidence_key(ExpenseKey(terms));
  fact.set_voided_date("2021-11-02");
  fact.set_grounds("重复录入");
  return fact;
}

}  // namespace debut::exchange::testing
