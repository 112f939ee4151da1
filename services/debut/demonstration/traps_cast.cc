#include <algorithm>

#include "base/ensure.h"
#include "services/debut/demonstration/product_kinds.h"
#include "services/debut/demonstration/traps.h"

namespace debut::cli::demonstration {
namespace {

constexpr int kFirstCreditNumber = 70'000;
constexpr char kDomestic[] = "LEVEL_DOMESTIC";

class TrapCast {
 public:
  // A maker with one certified product.
  Member& Add(const std::string& number, int year) {
    const int index = static_cast<int>(members_.size());
    Member member{.party = {.id = "E-" + number,
                            .credit_code = CreditCode("91", kFirstCreditNumber + index),
                            .name = fmt::format("北京验例{}科技有限公司", number),
                            .kind = "PARTY_KIND_ENTERPRISE"},
                  .number = number,
                  .year = year};
    member.product = {.id = "P-" + number,
                      .maker_id = member.party.id,
                      .name = fmt::format("验例{}型样机", number),
                      .level = kDomestic,
                      .type = Pick(kTypes, index),
                      .field = Pick(kFields, index),
                      .contracts = {}};
    members_.push_back(std::move(member));
    return members_.back();
  }

  // The same, with first contracts of these amounts.
  void Sold(const std::string& number, const std::vector<std::int64_t>& amounts_fen) {
    Member& member = Add(number, 2022);
    for (const std::int64_t amount : amounts_fen) {
      const auto place = static_cast<int>(member.product.contracts.size());
      member.product.contracts.push_back(
          {.id = fmt::format("C-{}-{}", number, place + 1),
           .buyer_id = Id("B", 5),
           .signed_date = DateAfter(DatesOf2022().signed_date, place * 9),
           .amount_fen = amount,
           .received_fen = amount * 7 / 10});
    }
  }

  // For dollars, of which most have come in.
  void SoldAbroad(const std::string& number, std::int64_t us_cents, std::int64_t received_fen) {
    Add(number, 2022)
        .product.contracts.push_back({.id = fmt::format("C-{}-1", number),
                                      .buyer_id = Id("B", 5),
                                      .signed_date = DatesOf2022().signed_date,
                                      .received_fen = received_fen,
                                      .us_cents = us_cents});
  }

  std::vector<Member> Take() { return std::move(members_); }

 private:
  std::vector<Member> members_;
};

void AddYearly(TrapCast& cast) {
  Member& insured = cast.Add("W03", 2021);
  for (const std::int64_t premium : {80'000'000, 82'500'000, 25'000'000}) {
    const auto place = static_cast<int>(insured.policies.size()) + 1;
    insured.policies.push_back({.id = fmt::format("POL-W03-{}", place),
                                .insurer_id = Id("INS", place),
                                .premiums = {{"2021-10-20", premium, 0}}});
  }
  const auto loan = [](const char* id, const char* lender, const char* type,
                       std::int64_t principal_fen, std::vector<Interest> interest) {
    return Loan{.id = id,
                .lender_id = lender,
                .type = type,
                .principal_fen = principal_fen,
                .interest = std::move(interest)};
  };
  constexpr std::int64_t kThird = 10'002;
  cast.Add("W04", 2021)
      .loans.push_back(loan("LN-W04", "BANK-001", "LOAN_TYPE_CREDIT", 3'000'000,
                            {{"2021-10-21", "2021-11-20", kThird, 0},
                             {"2021-11-20", "2021-12-20", kThird, 0},
                             {"2021-12-20", "2021-12-31", kThird, 0}}));
  cast.Add("W06", 2020)
      .loans.push_back(loan("LN-W06", "BANK-002", "LOAN_TYPE_CREDIT", 400'000'000, {}));
  Member& borrower = cast.Add("W07", 2021);
  constexpr std::int64_t kPrincipal = 20'000'000'000;
  for (const auto& [id, lender, type, interest_fen] :
       {std::tuple("LN-W07-1", "BANK-001", "LOAN_TYPE_CREDIT", 80'000'000),
        std::tuple("LN-W07-2", "BANK-002", "LOAN_TYPE_CREDIT", 80'000'000),
        std::tuple("LN-W07-3", "BANK-003", "LOAN_TYPE_IP_PLEDGE", 90'000'000)}) {
    borrower.loans.push_back(
        loan(id, lender, type, kPrincipal, {{"2021-10-21", "2021-11-20", interest_fen, 0}}));
  }
}

}  // namespace

std::vector<Member> MakeTraps() {
  TrapCast cast;
  AddYearly(cast);
  cast.Sold("W05", {333'333'333, 1'000'000, 1'000'000});
  // W8, once for PRO_RATA and once for RATE.
  cast.Sold("W81", {200'000'000});
  cast.Sold("W82", {1'000'000'000});
  cast.Sold("W83", {50'000'000});
  cast.Sold("W84", {200'000'000});
  cast.Sold("W85", {1'000'000'000});
  cast.Sold("W86", {50'000'000});
  cast.Sold("W11", {1'000'000'000});
  cast.Sold("W12", {200'000'000});
  cast.Sold("W13", {100'000'000});
  cast.SoldAbroad("USD", 30'000'001, 150'000'000);
  cast.Add("W14A", 2022);
  cast.Add("W14B", 2022);
  return cast.Take();
}

const Member& TrapOf(const std::vector<Member>& traps, std::string_view number) {
  const auto found = std::ranges::find(traps, number, &Member::number);
  ENSURE(found != traps.end(), std::string(number));
  return *found;
}

RoundPlan TrapRound(const char* number, const char* reduction_mode) {
  RoundPlan plan{.round_id = fmt::format("R-2022-{}", number),
                 .measure = "MEASURE_FIRST_MARKET_ENTRY",
                 .rate_percent = 30,
                 .budget_year = 2023,
                 .budget = "2000万元"};
  if (*reduction_mode != '\0') plan.guide["reduction_mode"] = reduction_mode;
  return plan;
}

}  // namespace debut::cli::demonstration
