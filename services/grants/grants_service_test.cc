#include "services/grants/grants_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "decision/loader.h"
#include "domain/grants/propose_award.h"
#include "domain/grants/reasons.h"
#include "domain/policy/testing/policy_facts.h"
#include "services/grants/testing/office.h"

namespace debut::grants {
namespace {

using absl::StatusCode;
using test::CallOutcome;
using test::Refused;
using testing::kAward;
using testing::kPrice;
using testing::Of;
using testing::Office;
using ::testing::StartsWith;
using testing::Story;
using testing::StoryOf;
using Stub = v1::GrantsService::Stub;

const CallOutcome kDone{};

class GrantsServiceTest : public ::testing::Test {
 protected:
  GrantsServiceTest() {
    office_.service().GivenEvents(testing::PolicyOf2020());
    Establish({});
  }

  // What other contexts know of a story.
  void Establish(const Story& story) {
    office_.service().GivenEvents(testing::Maker(story) + testing::Product(story) +
                                  testing::FirstEntry(story) +
                                  Of(testing::Received(kPrice, story)));
  }

  void OpenRound(std::int64_t budget_fen = 1'000'000'000) {
    EXPECT_EQ(office_.Call(&Stub::AllotBudget, Office::Allotment(budget_fen), "何平"), kDone);
    EXPECT_EQ(office_.Call(&Stub::OpenRound, Office::RoundRequest(), testing::kApprover), kDone);
  }

  Office office_;
};

TEST_F(GrantsServiceTest, LeadsAClaimFromItsSubmissionToItsPayment) {
  OpenRound();
  office_.TakeSteps(v1::CLAIM_STATE_PAID);
  const v1::Claim claim = office_.ClaimNow();
  EXPECT_EQ(claim.state(), v1::CLAIM_STATE_PAID);
  EXPECT_EQ(claim.enterprise_id(), "E-1");
  EXPECT_EQ(claim.cap_key(), "m3/P-1");
  EXPECT_EQ(claim.budget_id(), "3/2021");
  EXPECT_EQ(claim.acceptance_number(), 1u);
  EXPECT_EQ(claim.amount_fen(), kAward.count);
  EXPECT_EQ(claim.notice_ends_date(), "2021-01-22");
  EXPECT_EQ(claim.grant_id(), "G-CL-1");
  EXPECT_EQ(claim.order_id(), "O-CL-1");
  EXPECT_EQ(claim.sheet().award_fen(), kAward.count);
  EXPECT_EQ(claim.first_market_entry().family_id(), "P-1");
  EXPECT_EQ(claim.first_market_entry().contract_ids(0), "C-1");
  ASSERT_EQ(claim.steps_size(), 9);
  EXPECT_EQ(claim.steps(3).event_type(), "AwardProposed");
  EXPECT_EQ(claim.steps(3).principal(), testing::kProposer);
  EXPECT_EQ(claim.steps(3).date(), "2021-01-13");
  EXPECT_THAT(claim.steps(3).recorded_time(), StartsWith("2021-06-01T04:00:00"));

  v1::GetRoundRequest round_request;
  round_request.set_round_id("R-1");
  v1::GetRoundResponse round;
  EXPECT_EQ(office_.service().Call(&Stub::GetRound, round_request, round), kDone);
  EXPECT_EQ(round.round().SerializeAsString(), testing::Round().SerializeAsString());
  EXPECT_EQ(round.claims_count(), 1u);
  EXPECT_EQ(round.position(), office_.service().EventsCount());
}

TEST_F(GrantsServiceTest, W13GivesTheFirstAnswerWhenARequestIsSentAgain) {
  OpenRound();
  office_.TakeSteps(v1::CLAIM_STATE_COMPUTED);
  auto request = Office::On<v1::ProposeAwardRequest>("2021-01-13");
  request.set_request_id("propose-1");
  v1::ProposeAwardResponse first;
  EXPECT_EQ(office_.Call(&Stub::ProposeAward, request, testing::kProposer, &first), kDone);
  const std::uint64_t events_count = office_.service().EventsCount();
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_NOTICE_OPEN), kDone);

  v1::ProposeAwardResponse again;
  EXPECT_EQ(office_.Call(&Stub::ProposeAward, request, testing::kProposer, &again), kDone);
  EXPECT_TRUE(again.recorded().replayed());
  EXPECT_EQ(again.recorded().position(), first.recorded().position());
  EXPECT_EQ(again.amount_fen(), first.amount_fen());
  EXPECT_EQ(again.sheet().SerializeAsString(), first.sheet().SerializeAsString());
  EXPECT_EQ(office_.service().EventsCount(), events_count + 1);

  request.set_proposed_date("2021-01-14");
  EXPECT_EQ(office_.Call(&Stub::ProposeAward, request, testing::kProposer),
            Refused(StatusCode::kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(GrantsServiceTest, AnswersASatisfiedCommandFromTheClaim) {
  OpenRound();
  office_.TakeSteps(v1::CLAIM_STATE_PROPOSED);
  v1::ProposeAwardResponse again;
  EXPECT_EQ(office_.Call(&Stub::ProposeAward, Office::On<v1::ProposeAwardRequest>("2021-01-13"),
                         testing::kProposer, &again),
            kDone);
  EXPECT_EQ(again.recorded().events_count(), 0u);
  EXPECT_EQ(again.amount_fen(), kAward.count);
  EXPECT_EQ(again.sheet().budget_left_after_fen(), 1'000'000'000 - kAward.count);

  v1::SubmitClaimResponse submitted;
  EXPECT_EQ(office_.Call(&Stub::SubmitClaim, Office::ClaimRequest(), testing::kClerk, &submitted),
            kDone);
  EXPECT_EQ(submitted.recorded().events_count(), 0u);
  EXPECT_EQ(submitted.cap_key(), "m3/P-1");
  v1::OpenRoundResponse round;
  EXPECT_EQ(office_.Call(&Stub::OpenRound, Office::RoundRequest(), testing::kApprover, &round),
            kDone);
  EXPECT_EQ(round.policy_version_id(), "2020-12-30");
}

TEST_F(GrantsServiceTest, DerivesIdsThatAreNotGiven) {
  OpenRound();
  auto request = Office::ClaimRequest();
  request.clear_claim_id();
  request.set_request_id("submit-1");
  v1::SubmitClaimResponse first;
  EXPECT_EQ(office_.Call(&Stub::SubmitClaim, request, testing::kClerk, &first), kDone);
  EXPECT_THAT(first.claim_id(), StartsWith("CL-"));
  v1::SubmitClaimResponse again;
  EXPECT_EQ(office_.Call(&Stub::SubmitClaim, request, testing::kClerk, &again), kDone);
  EXPECT_EQ(again.claim_id(), first.claim_id());
}

TEST_F(GrantsServiceTest, W6TakesTodayInShanghaiForAMissingDate) {
  office_.service().clock().Set(absl::FromUnixSeconds(1'609'430'401));  // 2020-12-31T16:00:01Z
  auto allotment = Office::Allotment(1'000'000'000);
  allotment.clear_allotted_date();
  EXPECT_EQ(office_.Call(&Stub::AllotBudget, allotment, "何平"), kDone);
  auto round = Office::RoundRequest();
  round.set_opens_date("2021-01-01");
  EXPECT_EQ(office_.Call(&Stub::OpenRound, round, testing::kApprover), kDone);
  auto claim = Office::ClaimRequest();
  claim.clear_submitted_date();
  EXPECT_EQ(office_.Call(&Stub::SubmitClaim, claim, testing::kClerk), kDone);
  EXPECT_EQ(office_.ClaimNow().steps(0).date(), "2021-01-01");
}

TEST_F(GrantsServiceTest, W11KeepsTheRoundOnThePolicyItWasOpenedUnder) {
  OpenRound();
  office_.TakeSteps(v1::CLAIM_STATE_ACCEPTED);
  office_.service().GivenEvents(testing::PolicyOf2020([] {
    namespace policies = policy::testing;
    return policies::Renamed(
        policies::With(policies::MeasuresOf2020(), "fen: 100000000 article: \"3-3\"",
                       "fen: 1 article: \"3-3\""),
        "2021-01-05");
  }()));
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_COMPUTED), kDone);
  EXPECT_EQ(office_.ClaimNow().amount_fen(), kAward.count);
  EXPECT_EQ(office_.ClaimNow().sheet().policy_version_id(), "2020-12-30");
}

TEST_F(GrantsServiceTest, W12KeepsTheOldSheetWhenAFactIsCorrectedBackwards) {
  OpenRound();
  office_.TakeSteps(v1::CLAIM_STATE_PROPOSED);
  const std::string sheet = office_.ClaimNow().sheet().SerializeAsString();
  const std::uint64_t proposed_at = office_.service().EventsCount();
  market::v1::ContractAmended amended;
  amended.set_contract_id("C-1");
  amended.set_amended_date("2020-11-03");
  amended.add_lines()->set_product_id("P-1");
  amended.mutable_lines(0)->set_amount_fen(1'000);
  office_.service().GivenEvents(Of(amended));

  EXPECT_EQ(office_.ClaimNow().sheet().SerializeAsString(), sheet);
  // Deciding again on what was known then gives the bytes of then.
  ProposeAward again{
      .claim = KeysOfClaim("CL-1", decision::Loader(office_.service().store())).value(),
      .by = testing::kProposer,
      .proposed_date = absl::CivilDay(2021, 1, 13)};
  auto views = again.Reads();
  const auto history = eventstore::ReadAll(office_.service().store(), {},
                                           {.up_to = eventstore::Position{proposed_at - 1}});
  ASSERT_TRUE(history.ok());
  for (const auto& event : history->events) {
    std::apply(
        [&](auto&... view) {
          ((decision::Selected(view.Selects(), event) ? view.Apply(event) : void()), ...);
        },
        views);
  }
  const auto decision = decision::DecideOn(again, views);
  const auto* events = std::get_if<std::vector<eventstore::Event>>(&decision);
  ASSERT_NE(events, nullptr);
  v1::AwardProposed proposed;
  ASSERT_TRUE(proposed.ParseFromString(events->front().payload));
  EXPECT_EQ(proposed.sheet().SerializeAsString(), sheet);
}

TEST_F(GrantsServiceTest, ReleasesABudgetForTheNextClaimWhenOneIsWithdrawn) {
  Establish(StoryOf(2));
  OpenRound(kAward.count);
  office_.TakeSteps(v1::CLAIM_STATE_GRANTED);
  office_.TakeSteps(v1::CLAIM_STATE_COMPUTED, StoryOf(2));
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_PROPOSED, StoryOf(2)),
            Refused(StatusCode::kFailedPrecondition, kBudgetExceeded));
  EXPECT_EQ(office_.Call(&Stub::WithdrawClaim, Office::On<v1::WithdrawClaimRequest>("2021-01-26"),
                         testing::kClerk),
            kDone);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_PROPOSED, StoryOf(2)), kDone);
}

TEST_F(GrantsServiceTest, W5LetsOneOfManyRacersHaveTheLastOfABudget) {
  constexpr int kRacersCount = 8;
  OpenRound(kAward.count);
  for (int i = 2; i <= kRacersCount; ++i) Establish(StoryOf(i));
  for (int i = 1; i <= kRacersCount; ++i) {
    office_.TakeSteps(v1::CLAIM_STATE_COMPUTED, StoryOf(i));
  }
  std::vector<CallOutcome> outcomes(kRacersCount);
  std::vector<std::thread> racers;
  for (int i = 1; i <= kRacersCount; ++i) {
    racers.emplace_back([&, i] {
      auto request = Office::On<v1::ProposeAwardRequest>("2021-01-13", StoryOf(i).claim_id);
      request.set_request_id(fmt::format("race-{}", i));
      outcomes[static_cast<std::size_t>(i - 1)] =
          office_.Call(&Stub::ProposeAward, request, testing::kProposer);
    });
  }
  for (std::thread& racer : racers) racer.join();
  EXPECT_EQ(std::ranges::count(outcomes, kDone), 1);
  EXPECT_EQ(std::ranges::count(outcomes, Refused(StatusCode::kFailedPrecondition, kBudgetExceeded)),
            kRacersCount - 1);
}

}  // namespace
}  // namespace debut::grants
