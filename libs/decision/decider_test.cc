#include "decision/decider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <thread>

#include "decision/execute.h"
#include "decision/testing/accounts.h"
#include "decision/testing/watched_store.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::decision {
namespace {

using eventstore::InMemoryEventStore;
using eventstore::Position;
using testing::AccountBalance;
using testing::DepositFunds;
using testing::OpenAccount;
using testing::ReplaceAccount;
using testing::WithdrawFunds;

using Result = absl::StatusOr<Outcome>;

std::string ReasonOf(const Result& result) {
  const auto rejection = RejectionOf(result.status());
  return rejection ? rejection->reason : result.status().ToString();
}

CommandContext Asked(const std::string& request_id) {
  CommandContext context;
  context.request_id = request_id;
  return context;
}

// The store's first read waits for Release(), so what is asked meanwhile queues up in order.
class DeciderTest : public ::testing::Test {
 protected:
  DeciderTest() {
    store_.before_read = [this] {
      entered_.count_down();
      released_.wait();
      return absl::OkStatus();
    };
    EXPECT_TRUE(Execute(log_, OpenAccount{"42"}, {}).ok());
    EXPECT_TRUE(Execute(log_, DepositFunds{"42", 100}, {}).ok());
  }

  // Keeps the decider's thread busy until Release().
  void Occupy() {
    occupation_ = std::async(std::launch::async,
                             [this] { return decider_.Decide(OpenAccount{"occupied"}, {}); });
    entered_.wait();
  }

  template <typename C>
  std::future<Result> Ask(C command, CommandContext context = {},
                          absl::Time deadline = absl::InfiniteFuture()) {
    const std::size_t queued = decider_.queued();
    auto result = std::async(std::launch::async,
                             [this, command = std::move(command), context, deadline]() mutable {
                               return decider_.Decide(std::move(command), context, deadline);
                             });
    while (decider_.queued() == queued) std::this_thread::yield();
    return result;
  }

  void Release() { released_.count_down(); }

  std::int64_t BalanceFen() { return Load(log_, AccountBalance{"42"})->view.amount_fen; }

  base::FakeClock clock_{absl::UnixEpoch()};
  InMemoryEventStore log_;
  testing::WatchedStore store_{log_};
  std::latch entered_{1};
  std::latch released_{1};
  std::future<Result> occupation_;
  Decider decider_{store_, clock_, {.queued_jobs_max = 4}};
};

TEST_F(DeciderTest, DecidesWhatIsWaitingAsOneGroup) {
  Occupy();
  auto first = Ask(WithdrawFunds{"42", 60});
  auto second = Ask(WithdrawFunds{"42", 60});
  auto third = Ask(WithdrawFunds{"42", 40});
  Release();
  EXPECT_EQ(first.get()->position, Position{4});
  EXPECT_EQ(ReasonOf(second.get()), "FUNDS_INSUFFICIENT");
  EXPECT_EQ(third.get()->position, Position{5});
  decider_.Shutdown();
  const DeciderCounts counts = decider_.counts();
  EXPECT_EQ(counts.groups, 2u);
  EXPECT_EQ(counts.jobs, 4u);
  EXPECT_EQ(counts.events, 3u);
  EXPECT_EQ(counts.conflicts, 0u);
  EXPECT_EQ(store_.appends, 2);
}

TEST_F(DeciderTest, AnswersARepeatedRequestWithItsFirstOutcome) {
  Release();
  const Result first = decider_.Decide(WithdrawFunds{"42", 60}, Asked("r-1"));
  const Result again = decider_.Decide(WithdrawFunds{"42", 60}, Asked("r-1"));
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->position, first->position);
  EXPECT_EQ(BalanceFen(), 40);
}

TEST_F(DeciderTest, DoesNotDecideAfterTheDeadline) {
  Occupy();
  auto late = Ask(WithdrawFunds{"42", 60}, {}, clock_.Now());
  auto in_time = Ask(WithdrawFunds{"42", 50}, {}, clock_.Now() + absl::Seconds(1));
  clock_.Advance(absl::Seconds(1));
  Release();
  EXPECT_TRUE(absl::IsDeadlineExceeded(late.get().status()));
  EXPECT_TRUE(in_time.get().ok());
  EXPECT_EQ(BalanceFen(), 50);
}

TEST_F(DeciderTest, RefusesMoreThanTheQueueHolds) {
  Occupy();
  std::vector<std::future<Result>> waiting;
  for (int i = 0; i < 4; ++i) waiting.push_back(Ask(WithdrawFunds{"42", 1}));
  const Result refused = decider_.Decide(WithdrawFunds{"42", 1}, {});
  EXPECT_TRUE(absl::IsResourceExhausted(refused.status()));
  Release();
  for (auto& result : waiting) EXPECT_TRUE(result.get().ok());
  EXPECT_EQ(BalanceFen(), 96);
}

TEST_F(DeciderTest, DecidesWhatIsWaitingBeforeItShutsDown) {
  Occupy();
  std::vector<std::future<Result>> waiting;
  for (int i = 0; i < 4; ++i) waiting.push_back(Ask(WithdrawFunds{"42", 10}));
  auto shutdown = std::async(std::launch::async, [this] { decider_.Shutdown(); });
  absl::Status refused = absl::ResourceExhaustedError("the queue is full, so no call waits");
  while (absl::IsResourceExhausted(refused)) {
    refused = decider_.Decide(OpenAccount{"42"}, {}).status();
  }
  EXPECT_TRUE(absl::IsUnavailable(refused));
  Release();
  for (auto& result : waiting) EXPECT_TRUE(result.get().ok());
  EXPECT_TRUE(occupation_.get().ok());
  shutdown.get();
  decider_.Shutdown();
  EXPECT_TRUE(absl::IsUnavailable(decider_.Decide(WithdrawFunds{"42", 1}, {}).status()));
  EXPECT_EQ(BalanceFen(), 60);
}

TEST_F(DeciderTest, RefusesABoundaryThatBreaksALimit) {
  Release();
  EXPECT_TRUE(absl::IsInvalidArgument(decider_.Decide(OpenAccount{""}, {}).status()));
  EXPECT_EQ(store_.reads, 0);
}

TEST_F(DeciderTest, PreparesAStaleCommandAgain) {
  Release();
  ASSERT_TRUE(Execute(log_, OpenAccount{"43"}, {}).ok());
  ASSERT_TRUE(Execute(log_, DepositFunds{"43", 5}, {}).ok());
  std::string account_id = "42";
  int prepared = 0;
  const auto prepare = [&]() -> absl::StatusOr<WithdrawFunds> {
    WithdrawFunds command{account_id, 5};
    // What the preparation looked up changes behind its back.
    if (++prepared == 1) {
      EXPECT_TRUE(Execute(log_, ReplaceAccount{"42", "43"}, {}).ok());
      account_id = "43";
    }
    return command;
  };
  const Result result = decider_.Decide(prepare, Asked("r-1"));
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(prepared, 2);
  EXPECT_EQ(FactIn<testing::FundsWithdrawn>(*result)->account_id(), "43");
}

TEST_F(DeciderTest, GivesUpOnACommandThatStaysStale) {
  Release();
  ASSERT_TRUE(Execute(log_, ReplaceAccount{"42", "43"}, {}).ok());
  int prepared = 0;
  const auto prepare = [&]() -> absl::StatusOr<WithdrawFunds> {
    ++prepared;
    return WithdrawFunds{"42", 5};
  };
  EXPECT_TRUE(absl::IsAborted(decider_.Decide(prepare, {}).status()));
  EXPECT_EQ(prepared, kPrepareAttemptsMax);
  EXPECT_TRUE(absl::IsAborted(decider_.Decide(WithdrawFunds{"42", 5}, {}).status()));
}

TEST_F(DeciderTest, PassesOnTheErrorOfThePreparation) {
  const auto prepare = []() -> absl::StatusOr<WithdrawFunds> {
    return absl::NotFoundError("no such claim");
  };
  const Result result = decider_.Decide(prepare, {});
  EXPECT_EQ(result.status(), absl::NotFoundError("no such claim"));
  EXPECT_EQ(store_.reads, 0);
  Release();
}

// Records as many deposits as it is told.
struct DepositOften {
  std::size_t times = 1;
  std::tuple<AccountBalance> Reads() const { return {AccountBalance{"42"}}; }
  Decision Decide(const AccountBalance&) const {
    return std::vector<eventstore::Event>(times, EncodeFact(testing::Deposited("42", 1)));
  }
};

TEST_F(DeciderTest, PutsWhatDoesNotFitIntoTheNextGroup) {
  Occupy();
  auto first = Ask(DepositOften{900});
  auto second = Ask(DepositOften{101});
  auto third = Ask(WithdrawFunds{"42", 1'101});
  Release();
  EXPECT_EQ(first.get()->position, Position{903});
  EXPECT_EQ(second.get()->position, Position{1'004});
  EXPECT_EQ(third.get()->position, Position{1'005});
  EXPECT_EQ(BalanceFen(), 0);
}

}  // namespace
}  // namespace debut::decision
