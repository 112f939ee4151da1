#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "debut/grants/v1/grants_events.pb.h"
#include "domain/grants/evidence_users.h"

namespace debut::grants {

inline constexpr int kInvoicesMax = 16;  // Of one claim: each is a tag of its events.

// 发票: a code of 10 or 12 digits and a number of 8, or, of a fully digital one (数电票), a number
// of 20 digits alone.
struct Invoice {
  std::string code = {};
  std::string number = {};

  auto operator<=>(const Invoice&) const = default;
};

// As they are typed: full-width digits and spaces are welcome. Nothing if they are no invoice's.
std::optional<Invoice> InvoiceOf(std::string_view code, std::string_view number);

// "invoice/011002000311/12345678"; "invoice/24112000000012345678" of a fully digital one.
std::string InvoiceKey(const Invoice& invoice);

// Funded once in the whole system, whatever the measure. No fact is about them.
std::vector<Evidence> EvidenceOf(const std::vector<Invoice>& invoices);

// Between the domain and its messages.
using InvoiceMessages = google::protobuf::RepeatedPtrField<v1::Invoice>;
std::vector<Invoice> InvoicesIn(const InvoiceMessages& messages);
void WriteInvoices(const std::vector<Invoice>& invoices, InvoiceMessages& messages);

}  // namespace debut::grants
