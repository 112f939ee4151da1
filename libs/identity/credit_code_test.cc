#include "identity/credit_code.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

namespace debut::identity {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::string_view kDigits = "0123456789";

std::string ErrorOf(std::string_view typed) {
  return std::string(CreditCode::Parse(typed).status().message());
}

std::string AnyPrefix() {
  std::string prefix;
  for (int i = 0; i < 17; ++i) {
    prefix += *rc::gen::elementOf(std::string(i >= 2 && i < 8 ? kDigits : kAlphabet));
  }
  return prefix;
}

TEST(CreditCode, AcceptsValidCodes) {
  EXPECT_EQ(CreditCode::Parse("91350100M000100Y43")->text(), "91350100M000100Y43");
}

TEST(CreditCode, HasTheCheckCharacterZeroWhenTheSumIsAMultipleOf31) {
  EXPECT_EQ(CreditCode::Parse("91110108MA01000010")->text(), "91110108MA01000010");
}

TEST(CreditCode, NormalisesWidthCaseAndSpaces) {
  EXPECT_EQ(CreditCode::Parse("　９１３５０１００ｍ０００１００Ｙ４３ ")->text(),
            "91350100M000100Y43");
  EXPECT_EQ(CreditCode::Parse("91350100 m000100y 43")->text(), "91350100M000100Y43");
}

TEST(CreditCode, NamesTheCharacterThatDoesNotExist) {
  for (const char* letter : {"I", "O", "S", "V", "Z", "-", "京", "i"}) {
    const std::string error = ErrorOf(std::string("91350100") + letter + "000100Y43");
    EXPECT_TRUE(error.starts_with("unified social credit code: character 9 is '")) << error;
  }
  EXPECT_EQ(ErrorOf("91350100O000100Y43"),
            "unified social credit code: character 9 is 'O'; only digits and the letters A to Y "
            "without I, O, S and V are used");
}

TEST(CreditCode, NeedsDigitsInTheAdministrativeDivision) {
  EXPECT_EQ(ErrorOf("9135010AM000100Y43"),
            "unified social credit code: character 8 is 'A'; characters 3 to 8 are the digits of "
            "the administrative division");
}

TEST(CreditCode, NeedsEighteenCharacters) {
  EXPECT_EQ(ErrorOf(""), "unified social credit code: 0 characters, 18 expected");
  EXPECT_EQ(ErrorOf("91350100M000100Y4"), "unified social credit code: 17 characters, 18 expected");
  EXPECT_EQ(ErrorOf("91350100M000100Y433"),
            "unified social credit code: 19 characters, 18 expected");
  EXPECT_EQ(ErrorOf("91350100M000100Y43京"),
            "unified social credit code: 19 characters, 18 expected");
}

TEST(CreditCode, SaysWhichCheckCharacterIsRight) {
  EXPECT_EQ(ErrorOf("91350100M000100Y44"),
            "unified social credit code: 91350100M000100Y44 ends with '4', its check character "
            "should be '3'; one of the characters is mistyped");
}

TEST(CreditCode, CompletesSeventeenCharacters) {
  EXPECT_EQ(CreditCode::Complete("91350100m000100y4")->text(), "91350100M000100Y43");
  EXPECT_EQ(CreditCode::Complete("91350100M000100Y43").status(),
            absl::InvalidArgumentError("unified social credit code: 18 characters, 17 expected"));
  EXPECT_FALSE(CreditCode::Complete("9135010OM000100Y4").ok());
}

RC_GTEST_PROP(CreditCode, IsValidOnceCompleted, ()) {
  const auto code = CreditCode::Complete(AnyPrefix());
  RC_ASSERT(code.ok());
  RC_ASSERT(CreditCode::Parse(code->text())->text() == code->text());
}

RC_GTEST_PROP(CreditCode, DetectsEverySingleWrongCharacter, ()) {
  std::string text = CreditCode::Complete(AnyPrefix())->text();
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  const char wrong = *rc::gen::elementOf(std::string(kAlphabet));
  RC_PRE(text[at] != wrong);
  text[at] = wrong;
  RC_ASSERT(!CreditCode::Parse(text).ok());
}

RC_GTEST_PROP(CreditCode, DetectsEverySwapOfNeighbours, ()) {
  std::string text = CreditCode::Complete(AnyPrefix())->text();
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size() - 1);
  RC_PRE(text[at] != text[at + 1]);
  std::swap(text[at], text[at + 1]);
  RC_ASSERT(!CreditCode::Parse(text).ok());
}

}  // namespace
}  // namespace debut::identity
