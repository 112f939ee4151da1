#include "domain/market/foreign_price.h"

#include <gtest/gtest.h>

#include "domain/market/amend_contract.h"
#include "domain/market/reasons.h"
#include "domain/market/testing/market_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::market {
namespace {

using absl::CivilDay;
using money::Fen;
using test::Given;
using testing::Signed;
using testing::SignedInDollars;

const ExchangeRate kDollar{"USD", money::Ratio(64'531, 10'000), "人民币汇率中间价",
                           CivilDay(2021, 3, 8)};

TEST(ForeignPrice, IsConvertedOnceAndFloored) {
  EXPECT_EQ(Converted(10'001, kDollar), Fen(64'537));
  EXPECT_EQ(Converted(0, kDollar), Fen(0));
  EXPECT_EQ(Converted(1, {"JPY", money::Ratio(1, 2), "", {}}), Fen(0));
}

TEST(ForeignPrice, IsNothingAboveTheLargestAmount) {
  const ExchangeRate one{"XXX", money::Ratio(1, 1), "", {}};
  EXPECT_EQ(Converted(money::kAmountMax.count, one), money::kAmountMax);
  EXPECT_EQ(Converted(money::kAmountMax.count + 1, one), std::nullopt);
  EXPECT_EQ(Converted(money::kAmountMax.count, {"XXX", money::Ratio(1'000'000'000, 1), "", {}}),
            std::nullopt);
}

AmendContract Amendment(std::int64_t amount_minor, const std::string& currency = "USD") {
  return {
      "C-1",   CivilDay(2021, 5, 10), Fen(amount_minor), {{"P-1", Fen(amount_minor)}}, "补充协议",
      currency};
}

TEST(AmendContract, ConvertsAForeignPriceAtTheRateOfTheSigning) {
  v1::ContractAmended fact = testing::Amended("C-1", "2021-05-10", {{"P-1", 129'062}}, 129'062);
  *fact.mutable_foreign_price() = SignedInDollars("C-1", "2021-03-08").foreign_price();
  fact.mutable_foreign_price()->set_amount_minor(20'000);
  fact.mutable_lines(0)->set_amount_minor(20'000);
  const Given in_dollars(SignedInDollars("C-1", "2021-03-08"));
  in_dollars.When(Amendment(20'000)).Then(fact);
  in_dollars.And(fact).When(Amendment(20'000)).ThenNothing();
}

TEST(AmendContract, IsRefusedInAnotherCurrency) {
  Given(SignedInDollars("C-1", "2021-03-08"))
      .When(Amendment(20'000, "EUR"))
      .ThenRejected(kCurrencyDiffers);
  Given(SignedInDollars("C-1", "2021-03-08"))
      .When(Amendment(20'000, ""))
      .ThenRejected(kCurrencyDiffers);
  Given(Signed("C-1", "2021-03-08")).When(Amendment(20'000)).ThenRejected(kCurrencyDiffers);
}

TEST(AmendContract, IsRefusedAboveTheLargestAmount) {
  Given(SignedInDollars("C-1", "2021-03-08"))
      .When(Amendment(money::kAmountMax.count))
      .ThenRejected(kAmountTooLarge);
}

}  // namespace
}  // namespace debut::market
