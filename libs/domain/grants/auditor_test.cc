#include "domain/grants/testing/auditor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/grants/testing/review_facts.h"

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

TEST(Auditor, FindsAnAwardThatTheFactsDoNotGive) {
  const auto findings = [](Fen price) {
    Story story;
    story.price = price;
    Auditor auditor({{"m3/P-1", 100'000'000}});
    auditor.DemandEntitlements();
    std::uint64_t position = 0;
    for (const auto& event : Allotted() + Facts(story) + ClaimUntil(v1::CLAIM_STATE_PROPOSED)) {
      auditor.Look({{++position}, absl::InfiniteFuture(), event});
    }
    return auditor.findings();
  };
  EXPECT_THAT(findings(kPrice), ElementsAre());
  EXPECT_THAT(findings(kPrice + Fen(1)),
              ElementsAre(HasSubstr("99999999 fen are awarded, and 100000000 are due")));
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

TEST(Auditor, FindsOnePersonAtTheMeetingAndInAnotherStep) {
  EXPECT_THAT(FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_PROPOSED) +
                         History{By(kProposer, Decided())}),
              ElementsAre(HasSubstr("赵磊 proposed and decided")));
}

TEST(Auditor, FindsWhatGoesOnOverAnOpenObjection) {
  const History objected = Allotted() + ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) + Of(ObjectedTo());
  EXPECT_THAT(FindingsIn(objected + Of(Closed()) + History{By(kApprover, Granted())} +
                         History{By(kCashier, Ordered())}),
              ElementsAre(HasSubstr("closed over an open objection"),
                          HasSubstr("granted over an open objection"),
                          HasSubstr("ordered over an open objection")));
  EXPECT_THAT(FindingsIn(objected + History{By(kArbiter, Dismissed())} + Of(Closed())),
              ElementsAre());
}

TEST(Auditor, FindsAnObjectionThatIsLateResolvedTwiceOrByWhoMadeTheAward) {
  v1::ObjectionRaised late = ObjectedTo();
  late.set_received_date("2021-01-23");
  const History open = Allotted() + ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN);
  EXPECT_THAT(FindingsIn(open + Of(late)), ElementsAre(HasSubstr("a late objection")));
  EXPECT_THAT(FindingsIn(open + Of(ObjectedTo(), Dismissed(), Dismissed())),
              ElementsAre(HasSubstr("resolved twice")));
  EXPECT_THAT(FindingsIn(open + Of(ObjectedTo()) + History{By(kProposer, Dismissed())}),
              ElementsAre(HasSubstr("赵磊 proposed and resolved an objection")));
}

TEST(Auditor, FindsASuspendedClaimThatGoesOn) {
  EXPECT_THAT(FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_NOTICE_CLOSED) + Of(Suspended()) +
                         History{By(kApprover, Granted())}),
              ElementsAre(HasSubstr("a suspended claim is granted")));
}

TEST(Auditor, FindsANoticeThatIsClosedBeforeItEnded) {
  v1::NoticeClosed early = Closed();
  early.set_closed_date("2021-01-22");
  EXPECT_THAT(FindingsIn(Allotted() + ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) + Of(early)),
              ElementsAre(HasSubstr("closed before it ended")));
}

}  // namespace
}  // namespace debut::grants::testing
