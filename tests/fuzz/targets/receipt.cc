// Receipts for entries, and what a log asks of a witness.
#include "archive/witness.h"
#include "tests/fuzz/reference_tree.h"
#include "tests/fuzz/target.h"
#include "tests/fuzz/trusted_keys.h"
#include "transparency/tlog_proof.h"

namespace debut::fuzz {
namespace {

void TryReceipt(std::string_view text) {
  const auto receipt = transparency::TlogProof::FromText(text);
  if (!receipt.ok()) return;
  ENSURE(receipt->ToText() == text, "a receipt has two forms");
  const auto head = receipt->Verify(std::vector{TrustedLog().verifier()});
  if (!head.ok()) return;
  ENSURE(IsSignedSize(head->size) && receipt->index < head->size, "a head was never signed");
  ENSURE(receipt->entry == Reference().entry(receipt->index), "another entry is proved");
}

void TryRequest(std::string_view text) {
  const auto request = archive::WitnessRequest::FromText(text);
  ENSURE(!request.ok() || request->ToText() == text, "a witness's request has two forms");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = debut::fuzz::TextOf(bytes, size);
  debut::fuzz::TryReceipt(text);
  debut::fuzz::TryRequest(text);
  return 0;
}
