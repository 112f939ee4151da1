// Groups that meet conflicts, errors and limits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/testing/group_fixture.h"
#include "eventstore/limits.h"

namespace debut::decision {
namespace {

using eventstore::InMemoryEventStore;
using eventstore::Position;
using testing::AccountBalance;
using testing::DepositFunds;
using testing::OpenAccount;
using testing::WithdrawFunds;

class FailingGroupTest : public testing::GroupTest {};

TEST_F(FailingGroupTest, DecidesAllAgainAfterAConflict) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60});
  Add(WithdrawFunds{"42", 60});
  Add(WithdrawFunds{"42", 40});
  store_.before_append = [&] {
    if (store_.appends > 1) return absl::OkStatus();
    return Execute(log_, WithdrawFunds{"42", 50}, {}).status();
  };
  Run();
  EXPECT_EQ(conflicts_, 1u);
  EXPECT_EQ(ReasonOf(0), "FUNDS_INSUFFICIENT");
  EXPECT_EQ(ReasonOf(1), "FUNDS_INSUFFICIENT");
  EXPECT_EQ(OutcomeOf(2).position, Position{4});
  EXPECT_EQ(BalanceFen("42"), 10);
}

TEST_F(FailingGroupTest, IsAbortedWhenOthersAlwaysComeFirst) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 1});
  Add(WithdrawFunds{"42", 200});
  store_.before_append = [&] { return Execute(log_, DepositFunds{"42", 1}, {}).status(); };
  Run();
  EXPECT_EQ(CodeOf(0), absl::StatusCode::kAborted);
  EXPECT_EQ(CodeOf(1), absl::StatusCode::kAborted);
  EXPECT_EQ(store_.appends, kDecideAttemptsMax);
  store_.before_append = [] { return absl::OkStatus(); };
  Add(WithdrawFunds{"42", 100 + kDecideAttemptsMax});
  Run();
  EXPECT_EQ(OutcomeOf(0).recorded.size(), 1u);
}

TEST_F(FailingGroupTest, AnswersAllThatDependsOnAFailedAppendWithItsError) {
  Open("42", 100);
  Open("43", 100);
  Add(WithdrawFunds{"42", 60});
  Add(WithdrawFunds{"42", 60});
  Add(WithdrawFunds{"43", 101});
  store_.before_append = [] { return absl::UnavailableError("poisoned"); };
  Run();
  EXPECT_EQ(CodeOf(0), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOf(1), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(2), "FUNDS_INSUFFICIENT");
  EXPECT_EQ(store_.appends, 1);
  store_.before_append = [] { return absl::OkStatus(); };
  Add(WithdrawFunds{"42", 100});
  Run();
  EXPECT_EQ(OutcomeOf(0).recorded.size(), 1u) << "what was not appended is not in the views";
}

TEST_F(FailingGroupTest, FindsWhatWasAppendedWithoutAnAnswer) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60}, "r-1", "d");
  store_.after_append = [] { return absl::DeadlineExceededError("no answer"); };
  Run();
  EXPECT_EQ(CodeOf(0), absl::StatusCode::kDeadlineExceeded);
  store_.after_append = [] { return absl::OkStatus(); };
  Add(WithdrawFunds{"42", 60}, "r-1", "d");
  Add(WithdrawFunds{"42", 60}, "r-2", "d");
  Run();
  EXPECT_TRUE(OutcomeOf(0).replayed);
  EXPECT_EQ(ReasonOf(1), "FUNDS_INSUFFICIENT");
  EXPECT_EQ(BalanceFen("42"), 40);
}

TEST_F(FailingGroupTest, AnswersAllWithTheErrorOfTheRead) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60});
  Add(OpenAccount{"43"});
  store_.before_read = [] { return absl::UnavailableError("no log"); };
  Run();
  EXPECT_EQ(CodeOf(0), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOf(1), absl::StatusCode::kUnavailable);
}

TEST_F(FailingGroupTest, GoesOnAfterAReadThatBrokeOffInTheMiddle) {
  Open("42", 100);
  ASSERT_TRUE(Execute(log_, DepositFunds{"42", 7}, {}).ok());
  Add(WithdrawFunds{"42", 107});
  store_.before_event = [&] {
    return store_.delivered == 2 ? absl::UnavailableError("gone") : absl::OkStatus();
  };
  Run();
  EXPECT_EQ(CodeOf(0), absl::StatusCode::kUnavailable);
  store_.before_event = [] { return absl::OkStatus(); };
  Add(WithdrawFunds{"42", 108});
  Add(WithdrawFunds{"42", 107});
  Run();
  EXPECT_EQ(ReasonOf(0), "FUNDS_INSUFFICIENT") << "no event is folded twice";
  EXPECT_EQ(OutcomeOf(1).recorded.size(), 1u) << "none is left out";
}

TEST_F(FailingGroupTest, NoticesALogThatLostWhatWasRead) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60});
  Run();
  InMemoryEventStore shorter;
  ASSERT_TRUE(Execute(shorter, OpenAccount{"42"}, {}).ok());
  store_.Redirect(shorter);
  Add(WithdrawFunds{"42", 40});
  Run();
  EXPECT_EQ(CodeOf(0), absl::StatusCode::kDataLoss);
  Add(WithdrawFunds{"42", 40});
  Run();
  EXPECT_EQ(ReasonOf(0), "FUNDS_INSUFFICIENT") << "decided on what the log has now";
}

TEST_F(FailingGroupTest, RefusesOnlyTheJobWhoseEventsBreakALimit) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60});
  Add(DepositFunds{"42", 1'000, std::string(70'000, 'x')});
  Add(WithdrawFunds{"42", 60});
  Run();
  EXPECT_EQ(OutcomeOf(0).recorded.size(), 1u);
  EXPECT_EQ(CodeOf(1), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(2), "FUNDS_INSUFFICIENT");
}

// Records as many deposits as it is told.
struct DepositOften {
  std::string account_id;
  std::size_t times = 1;
  std::size_t note_bytes = 0;
  std::tuple<AccountBalance> Reads() const { return {AccountBalance{account_id}}; }
  Decision Decide(const AccountBalance&) const {
    testing::FundsDeposited deposited = testing::Deposited(account_id, 1);
    deposited.set_note(std::string(note_bytes, 'x'));
    return std::vector<eventstore::Event>(times, EncodeFact(deposited));
  }
};

TEST_F(FailingGroupTest, ReturnsJobsWhoseEventsAreTooManyForTheAppend) {
  for (int i = 0; i < 4; ++i) Add(DepositOften{"42", 400});
  EXPECT_EQ(Run(), 2u);
  EXPECT_EQ(OutcomeOf(1).position, Position{800});
  jobs_ = std::move(left_over_);
  Group group(store_, cache_);
  for (auto& job : jobs_) EXPECT_TRUE(group.TryAdd(job));
  EXPECT_TRUE(group.Run().empty());
  EXPECT_EQ(OutcomeOf(3).position, Position{1'600});
  EXPECT_EQ(BalanceFen("42"), 1'600);
}

TEST_F(FailingGroupTest, ReturnsJobsWhoseEventsAreTooLargeForTheAppend) {
  for (int i = 0; i < 3; ++i) Add(DepositOften{"42", 40, 50'000});
  EXPECT_EQ(Run(), 1u);
  EXPECT_EQ(BalanceFen("42"), 80);
}

TEST_F(FailingGroupTest, KeepsTheOrderOfReturnedJobsAfterAConflict) {
  for (int i = 0; i < 3; ++i) Add(DepositOften{"42", 400});
  Add(DepositOften{"43", 1});
  store_.before_append = [&] {
    if (store_.appends > 1) return absl::OkStatus();
    return Execute(log_, DepositOften{"42", 1}, {}).status();
  };
  EXPECT_EQ(Run(), 2u);
  ASSERT_EQ(left_over_.size(), 2u);
  EXPECT_EQ(left_over_[0]->reads[0]->query, AccountBalance{"42"}.Selects());
  EXPECT_EQ(left_over_[1]->reads[0]->query, AccountBalance{"43"}.Selects());
}

TEST_F(FailingGroupTest, IsFullWhenItsBoundaryIs) {
  Group group(store_, cache_);
  std::vector<std::future<Answer>> answers;
  std::size_t added = 0;
  for (;; ++added) {
    auto job = std::make_unique<Job>(Box(OpenAccount{std::to_string(added)}), CommandContext{},
                                     absl::InfiniteFuture());
    answers.push_back(job->answer.get_future());
    if (!group.TryAdd(job)) {
      EXPECT_NE(job, nullptr);
      break;
    }
  }
  EXPECT_EQ(added, std::min(kGroupJobsMax, eventstore::kQueryItemsMax));
  EXPECT_TRUE(group.Run().empty());
  for (std::size_t i = 0; i < added; ++i) EXPECT_TRUE(answers[i].get()->ok());
}

// Reads as many accounts as it is told.
struct ReadOften {
  std::size_t times = 1;
  std::string prefix;
  struct Accounts {
    std::size_t times = 0;
    std::string prefix;
    eventstore::Query Selects() const {
      eventstore::Query query;
      for (std::size_t i = 0; i < times; ++i) {
        query.items.push_back({{}, {Tag("account", prefix + std::to_string(i))}, {}});
      }
      return query;
    }
    void Apply(const eventstore::SequencedEvent&) {}
    bool operator==(const Accounts&) const = default;
  };
  std::tuple<Accounts> Reads() const { return {Accounts{times, prefix}}; }
  Decision Decide(const Accounts&) const { return Record(testing::Opened(prefix + "0")); }
};

TEST_F(FailingGroupTest, TakesTheWholeBoundaryOfOneJob) {
  const auto boxed = [](std::size_t times, const std::string& prefix) {
    return std::make_unique<Job>(Box(ReadOften{times, prefix}), CommandContext{},
                                 absl::InfiniteFuture());
  };
  EXPECT_TRUE(absl::IsInvalidArgument(boxed(1'001, "a")->Validate()));
  auto first = boxed(1'000, "a");
  auto second = boxed(1, "b");
  EXPECT_TRUE(first->Validate().ok());
  auto answer = first->answer.get_future();
  Group group(store_, cache_);
  EXPECT_TRUE(group.TryAdd(first));
  EXPECT_FALSE(group.TryAdd(second));
  EXPECT_TRUE(group.Run().empty());
  EXPECT_TRUE(answer.get()->ok());
}

}  // namespace
}  // namespace debut::decision
