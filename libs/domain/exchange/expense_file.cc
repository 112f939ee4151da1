#include "domain/exchange/expense_file.h"

#include <fmt/format.h>

#include "base/typed_text.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "transparency/hash.h"

namespace debut::exchange {
namespace {

using decision::On;
using decision::RecordedDate;
using decision::Tag;
using decision::TypesOf;
using money::Fen;

std::optional<Conversion> ConversionIn(const v1::ExpensePaid& fact) {
  if (!fact.has_conversion()) return std::nullopt;
  const v1::Conversion& stored = fact.conversion();
  return Conversion{.rate = money::Ratio(stored.numerator(), stored.denominator()),
                    .source = stored.source(),
                    .rate_date = RecordedDate(stored.rate_date())};
}

}  // namespace

std::string ExpenseKey(const ExpenseTerms& terms) {
  // Neither text may have a line feed: no two lines look the same.
  const std::string text =
      fmt::format("{}\n{}\n{}", base::NormaliseNumber(terms.issuer),
                  base::NormaliseNumber(terms.voucher_number), terms.voucher_line);
  return "expense/" + transparency::ToHex(transparency::Sha256(text)).substr(0, 32);
}

eventstore::Query ExpenseFile::Selects() const {
  if (expense_id.empty()) return {};
  return {{{.types = TypesOf<v1::ExpensePaid, v1::ExpenseApproved, v1::ExpenseVoided>(),
            .tags = {Tag("expense", expense_id)}}}};
}

void ExpenseFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ExpensePaid>(event, [&](const v1::ExpensePaid& fact) {
    recorded = true;
    recorded_by = event.event.principal;
    terms = {.event_id = fact.event_id(),
             .enterprise_id = fact.enterprise_id(),
             .category = fact.category(),
             .issuer = fact.issuer(),
             .voucher_number = fact.voucher_number(),
             .voucher_line = fact.voucher_line(),
             .paid_date = RecordedDate(fact.paid_date()),
             .currency = fact.currency(),
             .amount_minor = fact.amount_minor(),
             .conversion = ConversionIn(fact)};
    evidence_key = fact.evidence_key();
    amount = Fen(fact.amount_fen());
    positions.push_back(event.position);
  });
  On<v1::ExpenseApproved>(event, [&](const v1::ExpenseApproved& fact) {
    approval = Approval{.amount = Fen(fact.approved_fen()),
                        .reason = fact.reason(),
                        .date = RecordedDate(fact.approved_date())};
    positions.push_back(event.position);
  });
  On<v1::ExpenseVoided>(event, [&](const auto&) { voided = true; });
}

eventstore::Query VoucherRecords::Selects() const {
  if (evidence_key.empty()) return {};
  return {{{.types = TypesOf<v1::ExpensePaid, v1::ExpenseVoided>(),
            .tags = {Tag("expense_voucher", evidence_key)}}}};
}

void VoucherRecords::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ExpensePaid>(
      event, [&](const auto& fact) { expense_ids[fact.enterprise_id()] = fact.expense_id(); });
  On<v1::ExpenseVoided>(event, [&](const auto& fact) { expense_ids.erase(fact.enterprise_id()); });
}

}  // namespace debut::exchange
