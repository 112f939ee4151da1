// Unified social credit codes as people type them, and numbers of documents.
#include "identity/credit_code.h"

#include <string>

#include "base/typed_text.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

using identity::CreditCode;

void TryCode(std::string_view typed) {
  const auto code = CreditCode::Parse(typed);
  if (!code.ok()) return;
  const std::string& text = code->text();
  const auto again = CreditCode::Parse(text);
  ENSURE(again.ok() && *again == *code, "a canonical code reads back as another");
  const auto completed = CreditCode::Complete(text.substr(0, 17));
  ENSURE(completed.ok() && *completed == *code, "a code has two check characters");
  // The check character notices every mistyped character.
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string mistyped = text;
    mistyped[i] = mistyped[i] == '7' ? '1' : '7';
    ENSURE(!CreditCode::Parse(mistyped).ok(), "a mistyped code is taken");
  }
}

void TryTypedText(std::string_view typed) {
  const std::string text = base::NormaliseTyped(typed);
  ENSURE(base::NormaliseTyped(text).size() <= text.size(), "text grows");
  const std::string number = base::NormaliseNumber(typed);
  ENSURE(number.find(' ') == std::string::npos, "a document's number has a space");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = debut::fuzz::TextOf(bytes, size);
  debut::fuzz::TryCode(text);
  debut::fuzz::TryTypedText(text);
  // The check character of whatever seventeen are before it.
  if (const auto code = debut::identity::CreditCode::Complete(text); code.ok()) {
    debut::fuzz::TryCode(code->text());
  }
  return 0;
}
