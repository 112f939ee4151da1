#include "money/amount_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace debut::money {
namespace {

std::string ErrorOf(std::string_view text) {
  return std::string(ParseAmount(text).status().message());
}

TEST(ParseAmount, ReadsYuan) {
  EXPECT_EQ(*ParseAmount("6,666,666.67元"), Fen(666'666'667));
  EXPECT_EQ(*ParseAmount("123.4"), Fen(12'340));
  EXPECT_EQ(*ParseAmount("0"), Fen(0));
  EXPECT_EQ(*ParseAmount("0.01"), Fen(1));
  EXPECT_EQ(*ParseAmount("1,000"), Fen(100'000));
  EXPECT_EQ(*ParseAmount("007 元"), Fen(700));
}

TEST(ParseAmount, ReadsWanAndYi) {
  EXPECT_EQ(*ParseAmount("200万元"), Fen(200'000'000));
  EXPECT_EQ(*ParseAmount("0.5万"), Fen(500'000));
  EXPECT_EQ(*ParseAmount("0.000001万元"), Fen(1));
  EXPECT_EQ(*ParseAmount("1.2亿元"), Fen(12'000'000'000));
  EXPECT_EQ(*ParseAmount("1,000亿"), kAmountMax);
}

TEST(ParseAmount, NormalisesWhatChineseInputMethodsType) {
  EXPECT_EQ(*ParseAmount("１２３．４０"), Fen(12'340));
  EXPECT_EQ(*ParseAmount("￥１，２３４．５６"), Fen(123'456));
  EXPECT_EQ(*ParseAmount("\u00a5 5"), Fen(500));
  EXPECT_EQ(*ParseAmount("\u3000人民币￥5\u00a0万元\t"), Fen(5'000'000));
}

TEST(ParseAmount, RefusesAThirdDecimalOfYuan) {
  EXPECT_EQ(ErrorOf("1.005"),
            "amount \"1.005\": 3 decimals, at most 2 allowed (in 元); write it like "
            "6,666,666.67元 or 200万元");
  EXPECT_FALSE(ParseAmount("1.000元").ok());
  EXPECT_FALSE(ParseAmount("0.0000001万").ok());
}

TEST(ParseAmount, RefusesNegativeAmountsUnlessAsked) {
  EXPECT_EQ(ErrorOf("-5"),
            "amount \"-5\": it must not be negative; write it like 6,666,666.67元 or 200万元");
  EXPECT_EQ(*ParseAmount("-5", Sign::kMayBeNegative), Fen(-500));
  EXPECT_EQ(*ParseAmount("－￥5.01", Sign::kMayBeNegative), Fen(-501));
  EXPECT_EQ(*ParseAmount("￥-5.01", Sign::kMayBeNegative), Fen(-501));
}

TEST(ParseAmount, RefusesAmountsAboveTheLimit) {
  EXPECT_EQ(ErrorOf("1000.01亿"),
            "amount \"1000.01亿\": above the limit of 100,000,000,000.00元; write it like "
            "6,666,666.67元 or 200万元");
  EXPECT_FALSE(ParseAmount("92233720368547758.08").ok());
  EXPECT_FALSE(ParseAmount("99999999999999999999999999").ok());
}

TEST(ParseAmount, RefusesLongTextWithoutRepeatingIt) {
  EXPECT_EQ(ErrorOf(std::string(65, '0')), "amount of 65 bytes, at most 64 are read");
}

TEST(ParseAmount, RefusesMisplacedCommas) {
  for (const char* text : {"1,23", "12,34,567", ",123", "1,,234", "1234,567", "0,123,"}) {
    EXPECT_EQ(ErrorOf(text), std::string("amount \"") + text +
                                 "\": commas must separate groups of three digits (in 元); write "
                                 "it like 6,666,666.67元 or 200万元");
  }
}

TEST(ParseAmount, RefusesWhatIsNotANumber) {
  EXPECT_EQ(ErrorOf(""), "amount \"\": it is empty; write it like 6,666,666.67元 or 200万元");
  for (const char* text : {"abc", "1e5", "5.", ".5", "1.2.3", "$5", "＄5", "5美元", "0x10", "--5",
                           "+5", "元", "-", "1 000", "5万万", "二百万", "1.2,3", "5元整x"}) {
    EXPECT_EQ(ParseAmount(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_FALSE(ParseAmount(text, Sign::kMayBeNegative).ok()) << text;
  }
}

TEST(FormatAmount, WritesTwoDecimalsAndGroups) {
  EXPECT_EQ(FormatAmount(Fen(0)), "0.00");
  EXPECT_EQ(FormatAmount(Fen(5)), "0.05");
  EXPECT_EQ(FormatAmount(Fen(-5)), "-0.05");
  EXPECT_EQ(FormatAmount(Fen(99'999)), "999.99");
  EXPECT_EQ(FormatAmount(Fen(100'000)), "1,000.00");
  EXPECT_EQ(FormatAmount(Yuan(2'000'000)), "2,000,000.00");
  EXPECT_EQ(FormatAmount(Fen(-12'345'678)), "-123,456.78");
  EXPECT_EQ(FormatAmount(Fen(std::numeric_limits<std::int64_t>::min())),
            "-92,233,720,368,547,758.08");
}

}  // namespace
}  // namespace debut::money
