#include "decision/group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "decision/execute.h"
#include "decision/testing/accounts.h"
#include "decision/testing/watched_store.h"
#include "eventstore/in_memory_event_store.h"
#include "eventstore/limits.h"

namespace debut::decision {
namespace {

using eventstore::InMemoryEventStore;
using eventstore::Position;
using testing::AccountBalance;
using testing::DepositFunds;
using ::testing::HasSubstr;
using testing::OpenAccount;
using testing::ReplaceAccount;
using testing::WithdrawFunds;

class GroupTest : public ::testing::Test {
 protected:
  void Open(const std::string& account_id, std::int64_t amount_fen) {
    ASSERT_TRUE(Execute(log_, OpenAccount{account_id}, {}).ok());
    ASSERT_TRUE(Execute(log_, DepositFunds{account_id, amount_fen}, {}).ok());
  }

  // The job's number in the next Run().
  template <Command C>
  std::size_t Add(C command, const std::string& request_id = "", const std::string& digest = "") {
    CommandContext context;
    context.request_id = request_id;
    context.request_digest = digest.empty() ? digest : std::string(32, digest[0]);
    jobs_.push_back(
        std::make_unique<Job>(Box(std::move(command)), context, absl::InfiniteFuture()));
    return jobs_.size() - 1;
  }

  // Decides all that was added in one group; returns how many came back.
  std::size_t Run() {
    Group group(store_, cache_);
    answers_.clear();
    for (auto& job : jobs_) {
      answers_.push_back(job->answer.get_future());
      EXPECT_TRUE(group.TryAdd(job));
    }
    jobs_.clear();
    left_over_ = group.Run();
    conflicts_ = group.conflicts();
    return left_over_.size();
  }

  Answer AnswerTo(std::size_t job) { return answers_[job].get(); }

  Outcome OutcomeOf(std::size_t job) {
    const Answer answer = AnswerTo(job);
    EXPECT_TRUE(answer.has_value() && answer->ok())
        << (answer ? answer->status().ToString() : "stale");
    return answer && answer->ok() ? **answer : Outcome{};
  }

  std::string ReasonOf(std::size_t job) {
    const Answer answer = AnswerTo(job);
    if (!answer) return "STALE";
    const auto rejection = RejectionOf(answer->status());
    return rejection ? rejection->reason : answer->status().ToString();
  }

  absl::StatusCode CodeOf(std::size_t job) { return AnswerTo(job)->status().code(); }

  std::int64_t BalanceFen(const std::string& account_id) {
    return Load(log_, AccountBalance{account_id})->view.amount_fen;
  }

  InMemoryEventStore log_;
  testing::WatchedStore store_{log_};
  ViewCache cache_{64};
  std::vector<std::unique_ptr<Job>> jobs_;
  std::deque<std::future<Answer>> answers_;
  std::vector<std::unique_ptr<Job>> left_over_;
  std::uint64_t conflicts_ = 0;
};

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

TEST_F(GroupTest, DecidesAllAgainAfterAConflict) {
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

TEST_F(GroupTest, IsAbortedWhenOthersAlwaysComeFirst) {
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

TEST_F(GroupTest, AnswersAllThatDependsOnAFailedAppendWithItsError) {
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

TEST_F(GroupTest, FindsWhatWasAppendedWithoutAnAnswer) {
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

TEST_F(GroupTest, AnswersAllWithTheErrorOfTheRead) {
  Open("42", 100);
  Add(WithdrawFunds{"42", 60});
  Add(OpenAccount{"43"});
  store_.before_read = [] { return absl::UnavailableError("no log"); };
  Run();
  EXPECT_EQ(CodeOf(0), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOf(1), absl::StatusCode::kUnavailable);
}

TEST_F(GroupTest, GoesOnAfterAReadThatBrokeOffInTheMiddle) {
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

TEST_F(GroupTest, NoticesALogThatLostWhatWasRead) {
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

TEST_F(GroupTest, RefusesOnlyTheJobWhoseEventsBreakALimit) {
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

TEST_F(GroupTest, ReturnsJobsWhoseEventsAreTooManyForTheAppend) {
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

TEST_F(GroupTest, ReturnsJobsWhoseEventsAreTooLargeForTheAppend) {
  for (int i = 0; i < 3; ++i) Add(DepositOften{"42", 40, 50'000});
  EXPECT_EQ(Run(), 1u);
  EXPECT_EQ(BalanceFen("42"), 80);
}

TEST_F(GroupTest, KeepsTheOrderOfReturnedJobsAfterAConflict) {
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

TEST_F(GroupTest, IsFullWhenItsBoundaryIs) {
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

TEST_F(GroupTest, TakesTheWholeBoundaryOfOneJob) {
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
