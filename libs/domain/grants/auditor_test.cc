#include "domain/grants/testing/auditor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/grants/testing/histories.h"

// The auditor of the property test must find what is broken, or the property test proves nothing.
namespace debut::grants::testing {
namespace {

using money::Fen;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> FindingsIn(const History& history, std::int64_t cap_fen = 100'000'000) {
  Auditor auditor({{"m3/P-1", cap_fen}, {"m3/P-2", cap_fen}});
  std::uint64_t position = 0;
  for (const eventstore::Event& event : history) {
    auditor.Look({{++position}, absl::InfiniteFuture(), event});
  }
  return auditor.findings();
}

History Allotted() { return Of(Budget(Fen(1'000'000'000))); }

TEST(Auditor, FindsNothingInARegularHistory) {
  EXPECT_THAT(FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_PAID)), ElementsAre());
}

TEST(Auditor, FindsAPassedCapAndAPassedBudget) {
  EXPECT_THAT(FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_PROPOSED), 99'999'998),
              ElementsAre(HasSubstr("m3/P-1 has 99999999 fen")));
  EXPECT_THAT(FindingsIn(Of(Budget(Fen(5))) + ClaimUntil(v1::CLAIM_STATE_PROPOSED)),
              ElementsAre(HasSubstr("of budget 3/2021 are taken")));
}

TEST(Auditor, FindsEvidenceThatIsUsedTwice) {
  v1::AwardProposed other = Proposed(StoryOf(2));
  other.mutable_evidence(0)->set_evidence_key("contract/C-1");
  EXPECT_THAT(
      FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_PROPOSED) + History{By(kProposer, other)}),
      ElementsAre(HasSubstr("contract/C-1 is used twice")));
}

TEST(Auditor, FindsAReleaseThatHappensTwice) {
  const auto released = Released(v1::RESERVE_STAGE_RESERVED);
  EXPECT_THAT(
      FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_PROPOSED) + Of(released, released)),
      ElementsAre(HasSubstr("released more than it held")));
}

TEST(Auditor, FindsOnePersonInTwoSteps) {
  EXPECT_THAT(FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_NOTICE_CLOSED) +
                         History{By(kProposer, Granted())}),
              ElementsAre(HasSubstr("赵磊 proposed and granted")));
}

TEST(Auditor, FindsAPaymentOrderedDuringTheNotice) {
  v1::PaymentOrdered early = Ordered();
  early.set_ordered_date("2021-01-22");
  EXPECT_THAT(
      FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_GRANTED) + History{By(kCashier, early)}),
      ElementsAre(HasSubstr("before the notice has ended")));
}

TEST(Auditor, FindsASecondPayment) {
  EXPECT_THAT(
      FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_PAID) + History{By(kCashier, Settled())}),
      ElementsAre(HasSubstr("paid twice")));
}

}  // namespace
}  // namespace debut::grants::testing
