#include "domain/financing/financing_keys.h"

#include <fmt/format.h>

#include "base/typed_text.h"
#include "transparency/hash.h"

namespace debut::financing {
namespace {

// A code has no line feed: no two things look the same.
std::string Digest(const std::string& lender_code, const std::string& number) {
  const std::string text = fmt::format("{}\n{}", lender_code, base::NormaliseNumber(number));
  return transparency::ToHex(transparency::Sha256(text)).substr(0, 32);
}

}  // namespace

std::string LoanKey(const std::string& lender_code, const std::string& contract_number) {
  return "loan/" + Digest(lender_code, contract_number);
}

std::string InterestVoucherKey(const std::string& lender_code, const std::string& voucher_number) {
  return "interest/" + Digest(lender_code, voucher_number);
}

}  // namespace debut::financing
