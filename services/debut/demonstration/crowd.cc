#include "services/debut/demonstration/crowd.h"

#include <array>

#include "services/debut/demonstration/drawing.h"
#include "services/debut/demonstration/product_kinds.h"

namespace debut::cli::demonstration {
namespace {

constexpr int kFirstYear = 2020;
constexpr int kYears = 3;
constexpr std::array kPlaces = {"中关村", "永丰", "上地", "翠湖", "清河", "西山", "玉泉", "北坞"};
constexpr std::array kWords = {"启明", "云图", "智行", "芯舟", "光合", "元序", "微澜", "恒准",
                               "极目", "深蓝", "新域", "天行", "量衡", "知微", "睿川", "泽能"};
constexpr std::array kTrades = {"科技",   "智能装备", "生物技术", "新材料", "信息技术",
                                "新能源", "测控技术", "医疗器械", "半导体", "机器人"};

constexpr std::array kLoanTypes = {"LOAN_TYPE_CREDIT",        "LOAN_TYPE_IP_PLEDGE",
                                   "LOAN_TYPE_EQUITY_PLEDGE", "LOAN_TYPE_RECEIVABLES_PLEDGE",
                                   "LOAN_TYPE_GUARANTEED",    "LOAN_TYPE_ACQUISITION",
                                   "LOAN_TYPE_WARRANT"};

Party MakeParty(int index) {
  const std::int64_t word = index / std::ssize(kPlaces);
  const std::int64_t trade = word / std::ssize(kWords);
  return {.id = Id("E", kFirstMember + index),
          .credit_code = CreditCode("91", 10'000 + index),
          .name = fmt::format("北京{}{}{}有限公司", Pick(kPlaces, index), Pick(kWords, word),
                              Pick(kTrades, trade)),
          .kind = "PARTY_KIND_ENTERPRISE"};
}

Product MakeProduct(const Member& member, Drawing& draw) {
  Product product;
  product.id = "P-" + member.number;
  product.maker_id = member.party.id;
  product.name = fmt::format("首创产品{}号", member.number);
  product.level = draw.OneIn(3) ? "LEVEL_INTERNATIONAL" : "LEVEL_DOMESTIC";
  product.type = Pick(kTypes, draw.Between(0, 2));
  product.field = Pick(kFields, draw.Between(0, 9));
  return product;
}

std::vector<Contract> MakeContracts(const Member& member, const std::string& buyer_id,
                                    const YearDates& dates, Drawing& draw) {
  std::vector<Contract> contracts;
  const auto count = draw.Between(1, 3);
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t amount = draw.Between(3'000'001, 300'000'000);
    // The first one opens the case: none is older.
    const auto days = i * 10 + draw.Between(0, 9);
    contracts.push_back({.id = fmt::format("C-{}-{}", member.number, i + 1),
                         .buyer_id = buyer_id,
                         .signed_date = DateAfter(dates.signed_date, static_cast<int>(days)),
                         .amount_fen = amount,
                         .received_fen = amount * 7 / 10});
  }
  return contracts;
}

std::vector<InsurancePolicy> MakePolicies(const Member& member, Drawing& draw) {
  std::vector<InsurancePolicy> policies;
  const auto count = draw.Between(1, 3);
  for (std::int64_t i = 0; i < count; ++i) {
    InsurancePolicy policy{.id = fmt::format("POL-{}-{}", member.number, i + 1),
                           .insurer_id = Id("INS", static_cast<int>(draw.Between(1, kInsurers))),
                           .premiums = {}};
    for (const char* day : {"10-20", "12-10"}) {
      const std::int64_t amount = draw.Between(100'001, 60'000'000);
      const std::int64_t refunded = draw.OneIn(5) ? draw.Between(1, amount) : 0;
      policy.premiums.push_back({fmt::format("{}-{}", member.year, day), amount, refunded});
      if (draw.OneIn(2)) break;
    }
    policies.push_back(std::move(policy));
  }
  return policies;
}

std::vector<Loan> MakeLoans(const Member& member, Drawing& draw) {
  std::vector<Loan> loans;
  const std::string type = Pick(kLoanTypes, draw.Between(0, 6));
  const auto count = draw.Between(1, 2);
  for (std::int64_t i = 0; i < count; ++i) {
    Loan loan{.id = fmt::format("LN-{}-{}", member.number, i + 1),
              .lender_id = Id("BANK", static_cast<int>(draw.Between(1, kLenders))),
              .type = type,
              .principal_fen = draw.Between(50, 3'000) * 1'000'000,
              .interest = {}};
    // 4.35 % of 30 days of 360, for the last two months of the year.
    const std::int64_t normal = loan.principal_fen / 10'000 * 435 * 30 / 360;
    loan.interest.push_back(
        {fmt::format("{}-10-21", member.year), fmt::format("{}-11-20", member.year), normal, 0});
    loan.interest.push_back({fmt::format("{}-11-20", member.year),
                             fmt::format("{}-12-20", member.year), normal + draw.Between(0, 99),
                             draw.OneIn(4) ? draw.Between(1, 100'000) : 0});
    loans.push_back(std::move(loan));
  }
  return loans;
}

}  // namespace

std::vector<Member> MakeCrowd(std::uint64_t seed, int count, const std::vector<Party>& buyers) {
  const std::array dates = {DatesOf2020(), DatesOf2021(), DatesOf2022()};
  Drawing draw(seed);
  std::vector<Member> crowd;
  for (int i = 0; i < count; ++i) {
    Member member{.party = MakeParty(i),
                  .number = std::to_string(kFirstMember + i),
                  .year = kFirstYear + i % kYears};
    member.product = MakeProduct(member, draw);
    if (draw.OneIn(2)) {
      const Party& buyer = Pick(buyers, draw.Between(0, std::ssize(buyers) - 1));
      member.product.contracts = MakeContracts(member, buyer.id, Pick(dates, i % kYears), draw);
    }
    if (draw.OneIn(3)) member.policies = MakePolicies(member, draw);
    if (draw.OneIn(3)) member.loans = MakeLoans(member, draw);
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

std::vector<std::string> WriteCrowdCertification(const std::vector<Member>& crowd, int first,
                                                 const YearDates& dates, Script& script) {
  std::vector<std::string> product_ids;
  int number = first;
  for (const Member& member : crowd) {
    const int certificate = number++;
    if (member.year != dates.year) continue;
    script.Lane(member.party.id);
    WriteProduct(member.product, certificate, dates, script);
    if (!member.product.contracts.empty()) product_ids.push_back(member.product.id);
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
              // The budget of 2022 is what the cast races for.
              .budget_year = dates.year == 2022 ? 2023 : dates.year,
              .budget = "100000万元"},
             dates, script);
  for (const Member& member : crowd) {
    if (member.year != dates.year || member.product.contracts.empty()) continue;
    script.Lane(member.party.id);
    WriteFirstEntry(member.product, dates, script);
    WriteClaim(PlanOf(member.product, dates, member.number, round), Stop::kPaid, script);
  }
  script.Lane("");
}

}  // namespace debut::cli::demonstration
