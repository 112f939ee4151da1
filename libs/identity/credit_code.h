#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"

namespace debut::identity {

// A valid unified social credit code (统一社会信用代码, GB 32100-2015) in its canonical form: 18
// characters of `0123456789ABCDEFGHJKLMNPQRTUWXY`, the third to the eighth being digits (the
// administrative division), the last one a check character. An attribute of an organisation, never
// its identity in this system.
class CreditCode {
 public:
  // Accepts full-width and lower-case characters and spaces anywhere. INVALID_ARGUMENT names the
  // first offending character, or the check character that would be right.
  static absl::StatusOr<CreditCode> Parse(std::string_view typed);

  // Completes the first 17 characters with their check character.
  static absl::StatusOr<CreditCode> Complete(std::string_view first17);

  const std::string& text() const { return text_; }
  auto operator<=>(const CreditCode&) const = default;

 private:
  explicit CreditCode(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace debut::identity
