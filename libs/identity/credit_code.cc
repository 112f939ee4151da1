#include "identity/credit_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/status_macros.h"
#include "base/typed_text.h"

namespace debut::identity {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::array<std::size_t, 17> kWeights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                                  29, 25, 13, 8,  24, 10, 30, 28};
constexpr std::size_t kLength = kWeights.size() + 1;
// Places of the administrative division, counted from 0.
constexpr std::size_t kDivisionBegin = 2;
constexpr std::size_t kDivisionEnd = 8;

std::string Canonical(std::string_view typed) {
  std::string text = base::NormaliseTyped(typed);
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

// The UTF-8 character that begins at `at`.
std::string_view CharacterAt(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (text[end] & 0xc0) == 0x80) ++end;
  return text.substr(at, end - at);
}

absl::Status BadCode(std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("unified social credit code: {}", what));
}

absl::Status CheckCharacters(std::string_view text, std::size_t length) {
  for (std::size_t i = 0; i < std::min(text.size(), length); ++i) {
    if (kAlphabet.find(text[i]) == std::string_view::npos) {
      return BadCode(
          fmt::format("character {} is '{}'; only digits and the letters A to Y without I, O, S "
                      "and V are used",
                      i + 1, CharacterAt(text, i)));
    }
    if (i >= kDivisionBegin && i < kDivisionEnd && text[i] > '9') {
      return BadCode(fmt::format(
          "character {} is '{}'; characters 3 to 8 are the digits of the administrative division",
          i + 1, text[i]));
    }
  }
  if (text.size() != length) {
    return BadCode(fmt::format("{} characters, {} expected", CountCharacters(text), length));
  }
  return absl::OkStatus();
}

char CheckCharacter(std::string_view text) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kAlphabet.find(text[i]) * kWeights[i];
  const std::size_t base = kAlphabet.size();
  return kAlphabet[(base - sum % base) % base];
}

}  // namespace

absl::StatusOr<CreditCode> CreditCode::Parse(std::string_view typed) {
  std::string text = Canonical(typed);
  RETURN_IF_ERROR(CheckCharacters(text, kLength));
  if (const char right = CheckCharacter(text); text.back() != right) {
    return BadCode(
        fmt::format("{} ends with '{}', its check character should be '{}'; one of the characters "
                    "is mistyped",
                    text, text.back(), right));
  }
  return CreditCode(std::move(text));
}

absl::StatusOr<CreditCode> CreditCode::Complete(std::string_view first17) {
  std::string text = Canonical(first17);
  RETURN_IF_ERROR(CheckCharacters(text, kLength - 1));
  text += CheckCharacter(text);
  return CreditCode(std::move(text));
}

}  // namespace debut::identity
