#include "money/capitals.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace debut::money {
namespace {

struct Example {
  std::int64_t fen;
  std::string_view capitals;
};

class RmbCapitalsOf : public testing::TestWithParam<Example> {};

TEST_P(RmbCapitalsOf, FollowsTheRulesForBills) {
  EXPECT_EQ(RmbCapitals(Fen(GetParam().fen)), GetParam().capitals);
}

constexpr Example kExamples[] = {
    {200'000'000, "贰佰万元整"},
    {140'950, "壹仟肆佰零玖元伍角"},
    {10'700'053, "壹拾万柒仟元零伍角叁分"},
    {32'504, "叁佰贰拾伍元零肆分"},
    {0, "零元整"},
    {1, "壹分"},
    {10, "壹角"},
    {55, "伍角伍分"},
    {100, "壹元整"},
    {101, "壹元零壹分"},
    {110, "壹元壹角"},
    {1'000, "壹拾元整"},
    {1'050, "壹拾元零伍角"},
    {1'005, "壹拾元零伍分"},
    {1'100, "壹拾壹元整"},
    {10'100, "壹佰零壹元整"},
    {100'100, "壹仟零壹元整"},
    {101'000, "壹仟零壹拾元整"},
    {600'714, "陆仟零柒元壹角肆分"},
    {168'032, "壹仟陆佰捌拾元零叁角贰分"},
    {1'640'902, "壹万陆仟肆佰零玖元零贰分"},
    {1'000'000, "壹万元整"},
    {1'000'100, "壹万零壹元整"},
    {1'010'000, "壹万零壹佰元整"},
    {10'070'000, "壹拾万零柒佰元整"},
    {101'000'000, "壹佰零壹万元整"},
    {1'000'000'100, "壹仟万零壹元整"},
    {10'000'000'000, "壹亿元整"},
    {10'000'000'100, "壹亿零壹元整"},
    {10'000'500'000, "壹亿零伍仟元整"},
    {10'001'000'000, "壹亿零壹万元整"},
    {10'010'000'000, "壹亿零壹拾万元整"},
    {11'000'000'000, "壹亿壹仟万元整"},
    {200'000'050'000, "贰拾亿零伍佰元整"},
    {100'200'300'405, "壹拾亿零贰佰万叁仟零肆元零伍分"},
    {12'345'678'987, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元捌角柒分"},
    {10'000'000'000'000, "壹仟亿元整"},
    {100'000'000'000'000, "壹万亿元整"},
    {100'010'000'000'000, "壹万零壹亿元整"},
    {-150, "负壹元伍角"},
};

INSTANTIATE_TEST_SUITE_P(Examples, RmbCapitalsOf, testing::ValuesIn(kExamples));

TEST(RmbCapitals, IsTotal) {
  EXPECT_EQ(RmbCapitals(Fen(std::numeric_limits<std::int64_t>::min())),
            "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分");
}

}  // namespace
}  // namespace debut::money
