#include "decision/group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/testing/group_fixture.h"

namespace debut::decision {
namespace {

using eventstore::Position;
using testing::DepositFunds;
using testing::GroupTest;
using testing::OpenAccount;
using testing::ReplaceAccount;
using testing::WithdrawFunds;

TEST_F(GroupTest, LetsEachJobSeeItsPredecessors) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60});
  Add(WithdrawFunds{"42", 60});
  Add(WithdrawFunds{"42", 40});
  Run();
  EXPECT_EQ(OutcomeOf(0).position, Position{3});
  EXPECT_EQ(ReasonOf(1), "FUNDS_INSUFFICIENT");
  EXPECT_EQ(OutcomeOf(2).position, Position{4});
  EXPECT_EQ(BalanceFen("42"), 0);
  EXPECT_EQ(store_.reads, 1);
  EXPECT_EQ(store_.appends, 1);
}

TEST_F(GroupTest, SeesWhatAPredecessorDidThroughAnotherView) {
  Add(OpenAccount{"42"});
  Add(OpenAccount{"43"});
  Add(DepositFunds{"42", 100});
  Add(testing::TransferFunds{"42", "43", 30});
  Add(WithdrawFunds{"43", 30});
  Run();
  for (std::size_t job = 0; job < 5; ++job) EXPECT_TRUE(AnswerTo(job)->ok()) << job;
  EXPECT_EQ(BalanceFen("42"), 70);
  EXPECT_EQ(BalanceFen("43"), 0);
}

TEST_F(GroupTest, ReadsOnlyWhatIsNew) {
  Open("42", 100);
  for (int i = 0; i < 10; ++i) {
    Add(WithdrawFunds{"42", 1});
    Add(WithdrawFunds{"42", 1}, "r-" + std::to_string(i));
    Run();
  }
  EXPECT_EQ(store_.delivered, 2) << "the first read delivers the two events, the others nothing";
  ASSERT_TRUE(Execute(log_, DepositFunds{"42", 20}, {}).ok());
  Add(WithdrawFunds{"42", 100});
  Run();
  EXPECT_EQ(OutcomeOf(0).recorded.size(), 1u);
  EXPECT_EQ(store_.delivered, 3) << "and the foreign event is read once";
}

TEST_F(GroupTest, AnswersAnIndependentJobWithoutTheAppend) {
  Open("42", 100);
  Open("43", 100);
  Add(WithdrawFunds{"42", 60});
  Add(WithdrawFunds{"43", 101});
  Add(OpenAccount{"43"});
  store_.before_append = [&] {
    EXPECT_EQ(ReasonOf(1), "FUNDS_INSUFFICIENT");
    EXPECT_EQ(OutcomeOf(2).position, Position{4});
    // What only they read may change now.
    EXPECT_TRUE(Execute(log_, DepositFunds{"43", 1}, {}).ok());
    return absl::OkStatus();
  };
  Run();
  EXPECT_EQ(OutcomeOf(0).position, Position{6});
  EXPECT_EQ(conflicts_, 0u);
  // The deposit that slipped in between is not missed by the next group.
  store_.before_append = [] { return absl::OkStatus(); };
  Add(WithdrawFunds{"43", 101});
  Run();
  EXPECT_EQ(OutcomeOf(0).recorded.size(), 1u);
}

TEST_F(GroupTest, GuardsAlsoWhatARefusedSuccessorRead) {
  Open("42", 100);
  Open("43", 100);
  Add(WithdrawFunds{"42", 60});
  Add(testing::TransferFunds{"42", "43", 60});
  store_.before_append = [&] {
    if (store_.appends > 1) return absl::OkStatus();
    return Execute(log_, ReplaceAccount{"43", "44"}, {}).status();
  };
  Run();
  EXPECT_EQ(conflicts_, 1u);
  EXPECT_EQ(OutcomeOf(0).recorded.size(), 1u);
  EXPECT_EQ(ReasonOf(1), "FUNDS_INSUFFICIENT");
}

TEST_F(GroupTest, AnswersNothingAtThePositionThatItSaw) {
  Add(OpenAccount{"42"});
  Add(OpenAccount{"42"});
  Run();
  EXPECT_EQ(OutcomeOf(0).position, Position{1});
  const Outcome second = OutcomeOf(1);
  EXPECT_TRUE(second.recorded.empty());
  EXPECT_EQ(second.position, Position{1});
}

TEST_F(GroupTest, RepeatsARequestThatIsInTheSameGroup) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60}, "r-1", "d");
  Add(WithdrawFunds{"42", 60}, "r-1", "d");
  Add(WithdrawFunds{"42", 40}, "r-1", "e");
  Run();
  const Outcome first = OutcomeOf(0);
  const Outcome second = OutcomeOf(1);
  EXPECT_FALSE(first.replayed);
  EXPECT_TRUE(second.replayed);
  EXPECT_EQ(second.position, Position{3});
  EXPECT_EQ(second.recorded, first.recorded);
  EXPECT_EQ(ReasonOf(2), "REQUEST_ID_REUSED");
  EXPECT_EQ(BalanceFen("42"), 40);
}

TEST_F(GroupTest, RepeatsARequestOfAnEarlierGroup) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60}, "r-1", "d");
  Run();
  Add(WithdrawFunds{"42", 60}, "r-1", "d");
  Run();
  EXPECT_TRUE(OutcomeOf(0).replayed);
  EXPECT_EQ(BalanceFen("42"), 40);
}

TEST_F(GroupTest, TellsAStaleJob) {
  Open("42", 100);
  Add(ReplaceAccount{"42", "43"});
  Add(WithdrawFunds{"42", 60});
  bool answered_before_append = false;
  store_.before_append = [&] {
    answered_before_append =
        answers_[1].wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    return absl::OkStatus();
  };
  Run();
  EXPECT_EQ(OutcomeOf(0).recorded.size(), 1u);
  EXPECT_EQ(ReasonOf(1), "STALE");
  EXPECT_FALSE(answered_before_append) << "else it would be prepared again on the old log";
}

}  // namespace
}  // namespace debut::decision
