#include "domain/market/cancel_first_entry_case.h"

#include <gtest/gtest.h>

#include "debut/grants/v1/grants_events.pb.h"
#include "domain/market/reasons.h"
#include "domain/market/testing/market_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::market {
namespace {

using absl::CivilDay;
using test::Given;
using testing::CaseCancelled;
using testing::CaseOpened;
using testing::Joined;

CancelFirstEntryCase Cancel(CivilDay date = CivilDay(2021, 6, 1)) {
  return {"P-1", date, "更正说明", "所用合同有误"};
}

const Given& Opened() {
  static const Given history(CaseOpened("P-1", "2021-03-08", "2021-05-31"),
                             Joined("P-1", "C-1", "2021-03-08", "2021-05-31"));
  return history;
}

grants::v1::ClaimSubmitted Claim() {
  grants::v1::ClaimSubmitted fact;
  fact.set_claim_id("CL-1");
  fact.mutable_first_market_entry()->set_family_id("P-1");
  return fact;
}

TEST(CancelFirstEntryCase, RecordsTheWayBack) {
  Opened().When(Cancel()).Then(CaseCancelled("P-1", "2021-06-01"));
}

TEST(CancelFirstEntryCase, LeavesNothingBehind) {
  Opened()
      .And(CaseCancelled("P-1", "2021-06-01"))
      .When(Cancel())
      .ThenRejected(kFirstEntryCaseUnknown);
  FirstEntryCase entry{"P-1"};
  entry.Apply({{1}, {}, decision::EncodeFact(CaseOpened("P-1", "2021-03-08", "2021-05-31"))});
  entry.Apply({{2}, {}, decision::EncodeFact(CaseCancelled("P-1", "2021-06-01"))});
  EXPECT_EQ(entry, FirstEntryCase{"P-1"});
}

TEST(CancelFirstEntryCase, IsRefusedWithoutACase) {
  Given().When(Cancel()).ThenRejected(kFirstEntryCaseUnknown);
}

TEST(CancelFirstEntryCase, IsRefusedBeforeTheOpening) {
  Opened().When(Cancel(CivilDay(2021, 5, 30))).ThenRejected(kDateBeforeOpening);
}

TEST(CancelFirstEntryCase, IsRefusedOnceAClaimWasSubmitted) {
  Opened().And(Claim()).When(Cancel()).ThenRejected(kFirstEntryCaseClaimed);
}

}  // namespace
}  // namespace debut::market
