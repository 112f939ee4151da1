#include "domain/insurance/insurance_keys.h"

#include <fmt/format.h>

#include "base/typed_text.h"
#include "calendar/date.h"
#include "transparency/hash.h"

namespace debut::insurance {
namespace {

// The parts have no line feed but between them: no two things look the same.
std::string Digest(const std::string& text) {
  return transparency::ToHex(transparency::Sha256(text)).substr(0, 32);
}

}  // namespace

std::string InsurancePolicyKey(const std::string& insurer_code, const std::string& number,
                               absl::CivilDay from, absl::CivilDay to) {
  return "insurance/" +
         Digest(fmt::format("{}\n{}\n{}\n{}", insurer_code, base::NormaliseNumber(number),
                            calendar::FormatDate(from), calendar::FormatDate(to)));
}

std::string PremiumKey(const std::string& policy_key, const std::string& voucher_number) {
  return "premium/" +
         Digest(fmt::format("{}\n{}", policy_key, base::NormaliseNumber(voucher_number)));
}

}  // namespace debut::insurance
