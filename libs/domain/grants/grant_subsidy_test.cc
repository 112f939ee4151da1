#include "domain/grants/grant_subsidy.h"

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::Granted;
using testing::History;
using testing::kApprover;
using testing::KeysIn;
using testing::Of;
using testing::StoryOf;
using testing::Until;

const History& AfterTheNotice() {
  static const History history = Until(v1::CLAIM_STATE_NOTICE_CLOSED);
  return history;
}

GrantSubsidy Grant(const History& history) {
  return {.claim = KeysIn(history),
          .by = kApprover,
          .grant_id = "G-CL-1",
          .granted_date = absl::CivilDay(2021, 1, 25),
          .document = "资助决定"};
}

void ExpectRejected(const History& history, std::string_view reason) {
  Given(history).When(Grant(history)).ThenRejected(reason);
}

TEST(GrantSubsidy, CommitsWhatWasProposed) {
  Given(AfterTheNotice()).When(Grant(AfterTheNotice())).Then(Granted());
}

TEST(GrantSubsidy, RecordsNothingWhenItWasGrantedOnThatDay) {
  const History history = Until(v1::CLAIM_STATE_GRANTED);
  Given(history).When(Grant(history)).ThenNothing();
}

TEST(GrantSubsidy, RefusesAnUnknownClaim) { ExpectRejected({}, kClaimUnknown); }

TEST(GrantSubsidy, RefusesAClaimWhoseNoticeIsOpen) {
  ExpectRejected(Until(v1::CLAIM_STATE_NOTICE_OPEN), kClaimStateUnfit);
}

TEST(GrantSubsidy, IsStaleWhenItsKeysAreNotTheClaims) {
  auto grant = Grant(AfterTheNotice());
  grant.claim.cap_keys = {"m3/P-7"};
  Given(AfterTheNotice()).When(grant).ThenStale();
}

TEST(GrantSubsidy, RefusesADateBeforeTheNoticeClosed) {
  auto grant = Grant(AfterTheNotice());
  grant.granted_date = absl::CivilDay(2021, 1, 22);
  Given(AfterTheNotice()).When(grant).ThenRejected(kDateBeforePreviousStep);
}

TEST(GrantSubsidy, RefusesWhoComputedOrProposedIt) {
  auto grant = Grant(AfterTheNotice());
  for (const char* person : {testing::kCalculator, testing::kProposer}) {
    grant.by = person;
    Given(AfterTheNotice()).When(grant).ThenRejected(kMakerIsChecker);
  }
  grant.by = "";
  Given(AfterTheNotice()).When(grant).ThenRejected(kPrincipalUnknown);
}

TEST(GrantSubsidy, TakesTheSystemForOnePersonLikeAnother) {
  History history = testing::Facts() + testing::ClaimUntil(v1::CLAIM_STATE_ACCEPTED);
  history = history + History{testing::By("system", testing::Computed())} +
            History{testing::By(testing::kProposer, testing::Proposed())} +
            Of(testing::Opened(), testing::Closed());
  auto grant = Grant(history);
  grant.by = "system";
  Given(history).When(grant).ThenRejected(kMakerIsChecker);
  grant.by = kApprover;
  Given(history).When(grant).Then(Granted());
}

TEST(GrantSubsidy, RefusesAnIdThatAnotherGrantHas) {
  v1::SubsidyGranted other = Granted(StoryOf(2));
  other.set_grant_id("G-CL-1");
  ExpectRejected(AfterTheNotice() + Of(other), kGrantIdTaken);
}

TEST(GrantSubsidy, RefusesAnEnterpriseThatWasBannedDuringTheNotice) {
  ExpectRejected(
      AfterTheNotice() + Of(registry::testing::Banned("E-1", "B-1", "2021-01-20", "2022-01-19")),
      kEnterpriseBanned);
}

TEST(GrantSubsidy, RefusesAProductThatWasRevokedDuringTheNotice) {
  ExpectRejected(AfterTheNotice() +
                     Of(certification::testing::Delisted(
                         "P-1", "E-1", certification::v1::DELISTING_KIND_REVOKED, "2021-01-20")),
                 kProductDelisted);
}

TEST(GrantSubsidy, RefusesAContractThatWasTerminatedDuringTheNotice) {
  market::v1::ContractTerminated terminated;
  terminated.set_contract_id("C-1");
  terminated.set_terminated_date("2021-01-20");
  ExpectRejected(AfterTheNotice() + Of(terminated), kContractTerminated);
}

TEST(GrantSubsidy, RefusesMoreThanTheFactsOfTodayGive) {
  market::v1::ContractAmended amended;
  amended.set_contract_id("C-1");
  amended.set_amended_date("2021-01-20");
  amended.set_amount_fen(333'333'332);
  amended.add_lines()->set_product_id("P-1");
  amended.mutable_lines(0)->set_amount_fen(333'333'332);
  Given(AfterTheNotice() + Of(amended)).When(Grant(AfterTheNotice())).Then(Granted());

  amended.mutable_lines(0)->set_amount_fen(333'333'329);
  ExpectRejected(AfterTheNotice() + Of(amended), kAwardAboveEntitlement);
}

}  // namespace
}  // namespace debut::grants
