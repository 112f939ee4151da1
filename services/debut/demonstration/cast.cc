#include "services/debut/demonstration/cast.h"

#include <fmt/format.h>

#include <array>

#include "base/ensure.h"
#include "identity/credit_code.h"
#include "services/debut/demonstration/drawing.h"
#include "services/debut/demonstration/product_kinds.h"
#include "services/debut/demonstration/script.h"

namespace debut::cli::demonstration {
namespace {

constexpr std::array kStems = {
    "中关启元", "海淀云帆", "华清智创", "北辰光子", "紫微星联", "天枢芯源", "知春数智", "上地灵犀",
    "永丰新材", "未来纪元", "翠湖生物", "西山氢能", "学院路桥", "清河微纳", "东升智造", "玉泉量子"};
constexpr std::array kTrades = {"科技有限公司", "智能装备有限公司", "生物技术有限公司",
                                "新材料有限公司"};
constexpr std::array kDistricts = {"通州", "昌平", "顺义", "大兴"};
constexpr std::array kBuyers = {"轨道交通建设有限公司", "新能源有限公司", "第一康复医院",
                                "水务有限公司",         "城市管理局",     "智慧交通有限公司"};
constexpr std::array kGoods = {
    "多模态推理一体机", "单细胞测序仪",   "存算一体芯片",     "毫米波小基站", "工业实时操作系统",
    "五轴激光加工中心", "全自动运行系统", "车路协同路侧单元", "固态储能电池", "超疏水纳米涂层"};

}  // namespace

std::string CreditCode(std::string_view kind, int number, std::string_view division) {
  const auto code =
      identity::CreditCode::Complete(fmt::format("{}{}MA{:07}", kind, division, number));
  ENSURE(code.ok(), "the prefix has 17 characters of the alphabet");
  return code->text();
}

namespace {

// The amounts that test a cap at 30 %, in yuan and fen.
struct Case {
  const char* level;
  std::vector<std::int64_t> contracts_fen;
};

std::vector<Case> CapCases() {
  const char* const international = "LEVEL_INTERNATIONAL";
  const char* const domestic = "LEVEL_DOMESTIC";
  return {{international, {666'666'667}},                            // 2,000,000.00: exactly.
          {domestic, {333'333'333}},                                 // 999,999.99: one fen below.
          {international, {666'666'666}},                            // 1,999,999.99: one fen below.
          {domestic, {333'333'334}},                                 // 1,000,000.00: exactly.
          {international, {200'000'000, 300'000'000, 166'666'667}},  // Exactly, by three contracts.
          {domestic, {111'111'111, 111'111'111, 111'111'111}},       // One fen below, by three.
          {international, {1'000'000'000}},                          // 3,000,000 cut to the cap.
          {domestic, {600'000'000}}};                                // 1,800,000 cut to the cap.
}

Product MakeProduct(int number, const std::vector<Case>& cases, Drawing& draw, int& contracts) {
  Product product;
  product.id = Id("P", number);
  product.maker_id = Id("E", (number - 1) % kMakersCount + 1);
  product.name = fmt::format("{}{}型", Pick(kGoods, number - 1), number);
  product.field = Pick(kFields, number - 1);
  product.type = Pick(kTypes, number);
  std::vector<std::int64_t> amounts;
  if (number == kRacers[0] || number == kRacers[1]) {
    product.level = "LEVEL_DOMESTIC";
    amounts = {250'000'000};  // 750,000 each, of a budget of 1,000,000.
  } else if (number == kHalfPaid) {
    product.level = "LEVEL_DOMESTIC";
    amounts = {50'000'000};
  } else if (number == kNotSold) {
    product.level = "LEVEL_INTERNATIONAL";
  } else if (number <= static_cast<int>(cases.size())) {
    product.level = Pick(cases, number - 1).level;
    amounts = Pick(cases, number - 1).contracts_fen;
  } else {
    product.level = draw.Between(0, 2) == 0 ? "LEVEL_INTERNATIONAL" : "LEVEL_DOMESTIC";
    const auto count = draw.Between(1, 2);
    for (std::int64_t i = 0; i < count; ++i)
      amounts.push_back(draw.Between(20'000'000, 400'000'000));
  }
  const std::string buyer = Id("B", number % kBuyersCount + 1);
  const std::string first_date = DateAfter("2021-03-08", static_cast<int>(draw.Between(0, 20)));
  for (std::size_t i = 0; i < amounts.size(); ++i)
    product.contracts.push_back({Id("C", ++contracts), buyer,
                                 DateAfter(first_date, static_cast<int>(i) * 9), amounts[i],
                                 number == kHalfPaid ? amounts[i] / 2 : amounts[i] * 7 / 10, 0});
  return product;
}

}  // namespace

Cast MakeCast(std::uint64_t seed) {
  Cast cast;
  for (int i = 1; i <= kMakersCount; ++i)
    cast.makers.push_back({Id("E", i), CreditCode("91", i),
                           fmt::format("北京{}{}", Pick(kStems, i - 1),
                                       Pick(kTrades, (i - 1) / static_cast<int>(kStems.size()))),
                           "PARTY_KIND_ENTERPRISE"});
  for (int i = 1; i <= kBuyersCount; ++i) {
    const char* name = Pick(kBuyers, i - 1);
    const bool institution = std::string_view(name).ends_with("医院");
    const bool government = std::string_view(name).ends_with("局");
    cast.buyers.push_back(
        {Id("B", i),
         CreditCode(government    ? "11"
                    : institution ? "12"
                                  : "91",
                    1000 + i),
         fmt::format("北京{}{}", Pick(kDistricts, (i - 1) / static_cast<int>(kBuyers.size())),
                     name),
         government    ? "PARTY_KIND_GOVERNMENT"
         : institution ? "PARTY_KIND_INSTITUTION"
                       : "PARTY_KIND_ENTERPRISE"});
  }
  Drawing draw(seed);
  const auto cases = CapCases();
  int contracts = 0;
  for (int i = 1; i <= kProductsCount; ++i)
    cast.products.push_back(MakeProduct(i, cases, draw, contracts));
  return cast;
}

}  // namespace debut::cli::demonstration
