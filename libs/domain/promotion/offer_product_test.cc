#include "domain/promotion/offer_product.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/promotion/reasons.h"
#include "domain/promotion/testing/promotion_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::promotion {
namespace {

using absl::CivilDay;
using certification::testing::Certified;
using certification::testing::Delisted;
using certification::testing::Listed;
using certification::testing::Submitted;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using test::Given;
using testing::Closed;
using testing::DemandOf;
using testing::OfferBack;
using testing::Offered;
using testing::Withdrawn;

OfferProduct Offer() {
  OfferProduct command;
  command.offer_id = "OF-1";
  command.demand_id = "D-1";
  command.product_id = "P-1";
  command.price = money::Fen(480'000'000);
  command.offered_date = CivilDay(2021, 4, 12);
  command.text = "含安装调试";
  command.demander = Party("B-1");
  return command;
}

// A demand, and the product on its way into the catalogue.
const Given& Wanted() {
  static const Given history(Registered("B-1"), DemandOf("D-1"), Submitted("P-1", "E-1"),
                             Certified("P-1", "E-1", "2021-02-08"));
  return history;
}
Given WantedAndListed() { return Wanted().And(Listed("P-1", "E-1", "2021-03-01")); }

TEST(OfferProduct, RecordsTheOffer) {
  WantedAndListed().When(Offer()).Then(Offered("OF-1", "D-1"));
}

TEST(OfferProduct, IsStaleWhenTheDemanderIsAnotherOrHasAMemberThatWasNotRead) {
  Given(DemandOf("D-1", "B-2")).When(Offer()).ThenStale();
  Given(DemandOf("D-1"), BranchOf("B-1", "B-1-1")).When(Offer()).ThenStale();
}

TEST(OfferProduct, IsRefusedWithoutADemand) {
  OfferProduct command = Offer();
  command.demander = Party("");
  Given(Submitted("P-1", "E-1")).When(command).ThenRejected(kDemandUnknown);
}

TEST(OfferProduct, IsRefusedOnceTheDemandIsWithdrawnOrClosed) {
  WantedAndListed()
      .And(Withdrawn("D-1", "2021-06-01"))
      .When(Offer())
      .ThenRejected(kDemandWithdrawn);
  WantedAndListed().And(Closed("D-1", "2021-04-11")).When(Offer()).ThenRejected(kDemandClosed);
  // What was offered by the closing day may be recorded later.
  WantedAndListed().And(Closed("D-1", "2021-04-12")).When(Offer()).Then(Offered("OF-1", "D-1"));
}

TEST(OfferProduct, IsRefusedBeforeThePublicationAndAfterTheLastDay) {
  OfferProduct command = Offer();
  command.offered_date = CivilDay(2021, 3, 31);
  WantedAndListed().When(command).ThenRejected(kDateBeforePublication);
  command.offered_date = CivilDay(2021, 7, 1);
  WantedAndListed().When(command).ThenRejected(kDemandExpired);
  command.offered_date = CivilDay(2021, 6, 30);
  EXPECT_TRUE(WantedAndListed().When(command).Recorded<v1::ProductOffered>().has_value());
}

TEST(OfferProduct, IsRefusedForAProductThatIsNotInTheCatalogue) {
  Given(Registered("B-1"), DemandOf("D-1")).When(Offer()).ThenRejected(kProductUnknown);
  Wanted().When(Offer()).ThenRejected(kProductNotListed);
  WantedAndListed()
      .And(Delisted("P-1", "E-1", certification::v1::DELISTING_KIND_EXPIRED, "2021-04-12"))
      .When(Offer())
      .ThenRejected(kProductNotListed);
}

TEST(OfferProduct, IsRefusedForTheDemandersOwnProduct) {
  OfferProduct command = Offer();
  command.demander = Party("E-1");
  Given(DemandOf("D-1", "E-1"), Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2021-02-08"),
        Listed("P-1", "E-1", "2021-03-01"))
      .When(command)
      .ThenRejected(kPartiesAreOne);
}

TEST(OfferProduct, IsRefusedTheSecondTime) {
  OfferProduct again = Offer();
  again.offer_id = "OF-2";
  WantedAndListed().And(Offered("OF-1", "D-1")).When(again).ThenRejected(kOfferAlreadyMade);
  WantedAndListed().And(Offered("OF-1", "D-2")).When(Offer()).ThenRejected(kOfferAlreadyMade);
  EXPECT_TRUE(WantedAndListed()
                  .And(Offered("OF-1", "D-1"), OfferBack("OF-1", "D-1", "2021-04-15"))
                  .When(again)
                  .Recorded<v1::ProductOffered>()
                  .has_value());
}

WithdrawOffer Back(CivilDay date = CivilDay(2021, 4, 15)) {
  return {"OF-1", "D-1", date, "产能不足"};
}

TEST(WithdrawOffer, RecordsTheWithdrawal) {
  Given(DemandOf("D-1"), Offered("OF-1", "D-1"))
      .When(Back())
      .Then(OfferBack("OF-1", "D-1", "2021-04-15"));
}

TEST(WithdrawOffer, IsRefusedWithoutADemandOrAnOffer) {
  Given().When(Back()).ThenRejected(kDemandUnknown);
  Given(DemandOf("D-1")).When(Back()).ThenRejected(kOfferUnknown);
}

TEST(WithdrawOffer, RecordsNothingTheSecondTime) {
  const Given twice(DemandOf("D-1"), Offered("OF-1", "D-1"),
                    OfferBack("OF-1", "D-1", "2021-04-15"));
  twice.When(Back()).ThenNothing();
  twice.When(Back(CivilDay(2021, 4, 16))).ThenRejected(kOfferAlreadyWithdrawn);
}

TEST(WithdrawOffer, IsRefusedBeforeTheOffer) {
  Given(DemandOf("D-1"), Offered("OF-1", "D-1"))
      .When(Back(CivilDay(2021, 4, 11)))
      .ThenRejected(kDateBeforeOffer);
}

}  // namespace
}  // namespace debut::promotion
