#include "services/debut/demonstration/crowd.h"

#include <array>

#include "services/debut/demonstration/drawing.h"

namespace debut::cli::demonstration {
namespace {

constexpr int kFirstNumber = 1001;
constexpr int kFirstYear = 2020;
constexpr int kYears = 3;
constexpr std::array kPlaces = {"中关村", "永丰", "上地", "翠湖", "清河", "西山", "玉泉", "北坞"};
constexpr std::array kWords = {"启明", "云图", "智行", "芯舟", "光合", "元序", "微澜", "恒准",
                               "极目", "深蓝", "新域", "天行", "量衡", "知微", "睿川", "泽能"};
constexpr std::array kTrades = {"科技",   "智能装备", "生物技术", "新材料", "信息技术",
                                "新能源", "测控技术", "医疗器械", "半导体", "机器人"};
constexpr std::array kFields = {"FIELD_AI_AND_NEW_GENERATION_IT",
                                "FIELD_BIO_HEALTH",
                                "FIELD_INTEGRATED_CIRCUITS",
                                "FIELD_FIFTH_GENERATION_MOBILE",
                                "FIELD_INDUSTRIAL_INTERNET",
                                "FIELD_INTELLIGENT_EQUIPMENT_AND_ADVANCED_MANUFACTURING",
                                "FIELD_RAIL_TRANSIT",
                                "FIELD_INTELLIGENT_TRANSPORT",
                                "FIELD_ENERGY_SAVING_AND_NEW_ENERGY",
                                "FIELD_NEW_MATERIALS"};
constexpr std::array kTypes = {"PRODUCT_TYPE_BASIC_PRINCIPLE", "PRODUCT_TYPE_CORE_TECHNOLOGY",
                               "PRODUCT_TYPE_PRODUCT_FUNCTION"};

template <typename List>
auto Pick(const List& list, std::int64_t index) {
  return list[static_cast<std::size_t>(index) % list.size()];
}

Party MakeParty(int index) {
  const std::int64_t word = index / std::ssize(kPlaces);
  const std::int64_t trade = word / std::ssize(kWords);
  return {.id = Id("E", kFirstNumber + index),
          .credit_code = CreditCode("91", 10'000 + index),
          .name = fmt::format("北京{}{}{}有限公司", Pick(kPlaces, index), Pick(kWords, word),
                              Pick(kTrades, trade)),
          .kind = "PARTY_KIND_ENTERPRISE"};
}

Product MakeProduct(const Member& member, const std::string& buyer_id, const YearDates& dates,
                    Drawing& draw) {
  Product product;
  product.id = "P-" + member.number;
  product.maker_id = member.party.id;
  product.name = fmt::format("首创产品{}号", member.number);
  product.level = draw.OneIn(3) ? "LEVEL_INTERNATIONAL" : "LEVEL_DOMESTIC";
  product.type = Pick(kTypes, draw.Between(0, 2));
  product.field = Pick(kFields, draw.Between(0, 9));
  const auto contracts = draw.Between(1, 3);
  for (std::int64_t i = 0; i < contracts; ++i) {
    const std::int64_t amount = draw.Between(3'000'001, 300'000'000);
    // The first one opens the case: none is older.
    const auto days = i * 10 + draw.Between(0, 9);
    product.contracts.push_back(
        {.id = fmt::format("C-{}-{}", member.number, i + 1),
         .buyer_id = buyer_id,
         .signed_date = DateAfter(dates.signed_date, static_cast<int>(days)),
         .amount_fen = amount,
         .received_fen = amount * 7 / 10});
  }
  return product;
}

}  // namespace

std::vector<Member> MakeCrowd(std::uint64_t seed, int count, const std::vector<Party>& buyers) {
  const std::array dates = {DatesOf2020(), DatesOf2021(), DatesOf2022()};
  Drawing draw(seed);
  std::vector<Member> crowd;
  for (int i = 0; i < count; ++i) {
    Member member{.party = MakeParty(i),
                  .number = std::to_string(kFirstNumber + i),
                  .year = kFirstYear + i % kYears};
    if (draw.OneIn(2)) {
      const Party& buyer = Pick(buyers, draw.Between(0, std::ssize(buyers) - 1));
      member.product = MakeProduct(member, buyer.id, Pick(dates, i % kYears), draw);
    }
    crowd.push_back(std::move(member));
  }
  return crowd;
}

void WriteCrowdRegistry(const std::vector<Member>& crowd, Script& script) {
  for (const Member& member : crowd) {
    script.Lane(member.party.id);
    WriteMaker(member.party, script);
  }
  script.Lane("");
}

std::vector<std::string> WriteCrowdCertification(const std::vector<Member>& crowd,
                                                 const YearDates& dates, Script& script) {
  std::vector<std::string> product_ids;
  for (const Member& member : crowd) {
    if (member.year != dates.year || !member.product.has_value()) continue;
    script.Lane(member.party.id);
    WriteProduct(*member.product, std::stoi(member.number), dates, script);
    product_ids.push_back(member.product->id);
  }
  script.Lane("");
  return product_ids;
}

void WriteCrowdFirstEntries(const std::vector<Member>& crowd, const YearDates& dates,
                            Script& script) {
  const std::string round = fmt::format("R-{}-3C", dates.year);
  WriteRound({.round_id = round,
              .measure = "MEASURE_FIRST_MARKET_ENTRY",
              .rate_percent = 30,
              .budget_year = dates.year,
              .budget = "100000万元"},
             dates, script);
  for (const Member& member : crowd) {
    if (member.year != dates.year || !member.product.has_value()) continue;
    script.Lane(member.party.id);
    WriteFirstEntry(*member.product, dates, script);
    WriteClaim(PlanOf(*member.product, dates, member.number, round), Stop::kPaid, script);
  }
  script.Lane("");
}

}  // namespace debut::cli::demonstration
