#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/testing/money_facts.h"
#include "money/amount_text.h"
#include "services/certification/certification_service.h"
#include "services/debut/office_commands.h"
#include "services/debut/testing/command_line.h"
#include "services/grants/testing/office.h"

// `debut clawback` against the grants and the certification service.
namespace debut::cli {
namespace {

using grants::testing::kAward;
using grants::testing::Office;
using grants::testing::Story;
using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;
namespace products = certification::testing;

class ClawbackPropose : public ::testing::Test {
 protected:
  ClawbackPropose() {
    office_.service().GivenEvents(
        grants::testing::PolicyOf2020() + grants::testing::Facts() +
        grants::testing::Of(grants::testing::Budget(money::Fen(1'000'000'000)),
                            grants::testing::Received(grants::testing::kPrice)));
    office_.TakeSteps(grants::v1::CLAIM_STATE_PAID);
  }

  // A second maker, with a claim in another state.
  void SecondClaim(grants::v1::ClaimState state) {
    const Story second = grants::testing::StoryOf(2);
    office_.service().GivenEvents(
        grants::testing::Maker(second) + grants::testing::Product(second) +
        grants::testing::FirstEntry(second) +
        grants::testing::Of(grants::testing::Received(grants::testing::kPrice, second)));
    office_.TakeSteps(state, second);
  }

  void Delist(const std::string& number, certification::v1::DelistingKind kind) {
    office_.service().GivenEvents(
        grants::testing::Of(products::Delisted("P-" + number, "E-" + number, kind, "2021-02-20")));
  }

  Ended Debut(std::vector<std::string> arguments) {
    return testing::Run(AddClawbackCommand, office_.service().address(), std::move(arguments),
                        grants::testing::kProposer);
  }
  Ended Propose(const std::string& product = "P-1", std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"clawback", "propose",  "--product", product,
                                          "--reason", "弄虚作假", "--date",    "2021年3月1日"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Debut(std::move(arguments));
  }
  grants::v1::Claim Claim(const std::string& id = "CL-1") { return office_.ClaimNow(id); }

  Office office_{{grants::MakeClaimReviewService, certification::MakeCertificationService}};
};

TEST_F(ClawbackPropose, ProposesEveryDependentAwardAndDecidesNothing) {
  Delist("1", certification::v1::DELISTING_KIND_VOID);
  const Ended ended = Propose();
  EXPECT_EQ(ended.exit_code, kExitOk) << ended.errors;
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_CLAWBACK_PROPOSED);
  EXPECT_EQ(Claim().clawback().amount_fen(), kAward.count);
  EXPECT_EQ(Claim().clawback().proposed_by(), grants::testing::kProposer);
  EXPECT_THAT(ended.output, HasSubstr("1 of 1 awards"));
  EXPECT_THAT(ended.output, HasSubstr(money::FormatAmount(kAward)));
}

TEST_F(ClawbackPropose, ProposesNothingTwice) {
  Delist("1", certification::v1::DELISTING_KIND_VOID);
  EXPECT_EQ(Propose().exit_code, kExitOk);
  const std::uint64_t events_count = office_.service().EventsCount();
  const Ended again = Propose();
  EXPECT_EQ(again.exit_code, kExitOk);
  EXPECT_THAT(again.output, HasSubstr("0 of 0 awards"));
  EXPECT_EQ(office_.service().EventsCount(), events_count);
}

TEST_F(ClawbackPropose, LeavesWhatPeopleHaveDismissed) {
  Delist("1", certification::v1::DELISTING_KIND_VOID);
  EXPECT_EQ(Propose().exit_code, kExitOk);
  grants::v1::DismissClawbackRequest dismiss;
  dismiss.set_claim_id("CL-1");
  dismiss.set_grounds("证据不足");
  dismiss.set_dismissed_date("2021-03-02");
  EXPECT_EQ(office_.Call(&Office::Stub::DismissClawback, dismiss, grants::testing::kReviewer),
            test::CallOutcome{});
  const std::uint64_t events_count = office_.service().EventsCount();
  EXPECT_THAT(Propose().output, HasSubstr("proposed before"));
  EXPECT_EQ(office_.service().EventsCount(), events_count);
}

TEST_F(ClawbackPropose, ShowsWhatIsNotPaidWithTheStepItWaitsFor) {
  SecondClaim(grants::v1::CLAIM_STATE_GRANTED);
  Delist("2", certification::v1::DELISTING_KIND_VOID);
  const Ended ended = Propose("P-2");
  EXPECT_EQ(ended.exit_code, kExitRefused);
  EXPECT_THAT(ended.output, HasSubstr("待办 RefuseClaim"));
  EXPECT_THAT(ended.output, Not(HasSubstr("CL-1")));
  EXPECT_EQ(Claim("CL-2").state(), grants::v1::CLAIM_STATE_GRANTED);
}

TEST_F(ClawbackPropose, IsForVoidProductsOnly) {
  EXPECT_EQ(Propose().exit_code, kExitRefused) << "not delisted at all";
  Delist("1", certification::v1::DELISTING_KIND_EXPIRED);
  const Ended ended = Propose();
  EXPECT_EQ(ended.exit_code, kExitRefused);
  EXPECT_THAT(ended.errors, HasSubstr("its awards stand"));
  EXPECT_EQ(Claim().state(), grants::v1::CLAIM_STATE_PAID);
  EXPECT_EQ(Propose("P-7").exit_code, kExitRefused) << "no such product";
}

TEST_F(ClawbackPropose, OnlyShowsWhenAsked) {
  Delist("1", certification::v1::DELISTING_KIND_VOID);
  const std::uint64_t events_count = office_.service().EventsCount();
  const Ended ended = Propose("P-1", {"--check", "--json"});
  EXPECT_EQ(ended.exit_code, kExitOk) << ended.errors;
  EXPECT_EQ(nlohmann::json::parse(ended.output)["next_step"], "ProposeClawback");
  const Ended listed = Debut({"clawback", "list", "--product", "P-1"});
  EXPECT_THAT(listed.output, HasSubstr("1 rows"));
  EXPECT_EQ(office_.service().EventsCount(), events_count);
  EXPECT_EQ(Debut({"clawback", "list"}).exit_code, kExitUsage);
  EXPECT_EQ(Propose("P-1", {"--date", "2021-02-30"}).exit_code, kExitUsage);
  EXPECT_THAT(Debut({"clawback", "propose", "--help"}).output,
              HasSubstr("another person approves"));
}

}  // namespace
}  // namespace debut::cli
