#include "domain/grants/invoice.h"

#include <algorithm>

#include "base/typed_text.h"

namespace debut::grants {
namespace {

bool HasDigits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace

std::optional<Invoice> InvoiceOf(std::string_view code, std::string_view number) {
  Invoice invoice{.code = base::NormaliseNumber(code), .number = base::NormaliseNumber(number)};
  const bool on_paper =
      (HasDigits(invoice.code, 10) || HasDigits(invoice.code, 12)) && HasDigits(invoice.number, 8);
  const bool fully_digital = invoice.code.empty() && HasDigits(invoice.number, 20);
  if (!on_paper && !fully_digital) return std::nullopt;
  return invoice;
}

std::string InvoiceKey(const Invoice& invoice) {
  return "invoice/" + (invoice.code.empty() ? "" : invoice.code + "/") + invoice.number;
}

std::vector<Evidence> EvidenceOf(const std::vector<Invoice>& invoices) {
  std::vector<Evidence> uses;
  for (const Invoice& invoice : invoices) {
    uses.push_back({.key = InvoiceKey(invoice), .subject_id = ""});
  }
  return uses;
}

std::vector<Invoice> InvoicesIn(const InvoiceMessages& messages) {
  std::vector<Invoice> invoices;
  for (const v1::Invoice& each : messages) {
    invoices.push_back({.code = each.code(), .number = each.number()});
  }
  return invoices;
}

void WriteInvoices(const std::vector<Invoice>& invoices, InvoiceMessages& messages) {
  for (const Invoice& invoice : invoices) {
    v1::Invoice& written = *messages.Add();
    written.set_code(invoice.code);
    written.set_number(invoice.number);
  }
}

}  // namespace debut::grants
